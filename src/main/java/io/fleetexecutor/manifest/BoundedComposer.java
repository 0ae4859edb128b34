package io.fleetexecutor.manifest;

import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Makes nodes, of which none is ever made an object of a class, and not more than that many. */
final class BoundedComposer extends Composer {
  private final NodeCount nodes;

  BoundedComposer(String text, NodeCount nodes) {
    super(new ParserImpl(new StreamReader(text), options()), new PlainScalars(), options());
    this.nodes = nodes;
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(Limits.NESTING);
    options.setMaxAliasesForCollections(Limits.ALIASES);
    options.setCodePointLimit(Limits.SOURCE_BYTES);
    return options;
  }

  @Override
  protected Node composeScalarNode(String anchor, List<CommentLine> comments) {
    count();
    return super.composeScalarNode(anchor, comments);
  }

  @Override
  protected Node composeSequenceNode(String anchor) {
    count();
    return super.composeSequenceNode(anchor);
  }

  @Override
  protected Node composeMappingNode(String anchor) {
    count();
    return super.composeMappingNode(anchor);
  }

  private void count() {
    if (!nodes.add()) {
      throw new YAMLException(NodeCount.TOO_MANY);
    }
  }
}
