package io.fleetexecutor.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Optional;

/** Which of the variables an expression uses, apart from loops' own ones of the same name. */
final class Variables {
  private final CelAbstractSyntaxTree tree;
  private final List<CelNavigableExpr> nodes;

  Variables(CelAbstractSyntaxTree tree) {
    this.tree = tree;
    nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
  }

  Optional<CelExpr> use(String name) {
    return nodes.stream()
        .filter(node -> node.getKind() == Kind.IDENT && node.expr().ident().name().equals(name))
        .filter(node -> !isOfLoop(node, name))
        .map(CelNavigableExpr::expr)
        .findFirst();
  }

  private static boolean isOfLoop(CelNavigableExpr node, String name) {
    CelNavigableExpr child = node;
    Optional<CelNavigableExpr> parent = child.parent();
    while (parent.isPresent()) {
      CelExpr expression = parent.get().expr();
      if (expression.getKind() == Kind.COMPREHENSION) {
        CelComprehension loop = expression.comprehension();
        if (loop.iterVar().equals(name) && loop.iterRange().id() != child.id()) {
          return true;
        }
      }
      child = parent.get();
      parent = child.parent();
    }
    return false;
  }

  Problem problem(CelExpr use, String description) {
    Integer offset = tree.getSource().getPositionsMap().get(use.id());
    CelSourceLocation location =
        tree.getSource()
            .getOffsetLocation(offset == null ? 0 : offset)
            .orElse(CelSourceLocation.of(1, 0));
    return new Problem(location.getLine(), location.getColumn() + 1, description);
  }
}
