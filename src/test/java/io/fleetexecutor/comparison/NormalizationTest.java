package io.fleetexecutor.comparison;

import static io.fleetexecutor.comparison.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of an object that is compared across clusters. */
class NormalizationTest {

  private static void assertNormal(String object, String expected) {
    JsonNode original = tree(object);
    JsonNode copy = original.deepCopy();
    assertThat(Normalization.normalize(original)).isEqualTo(tree(expected));
    assertThat(original).as("the original stays as it is").isEqualTo(copy);
  }

  @Test
  void whatTheApiServerWritesDownIsLeftOut() {
    assertNormal(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          namespace: ns
          uid: u
          resourceVersion: "1"
          generation: 2
          creationTimestamp: t
          deletionTimestamp: t
          deletionGracePeriodSeconds: 30
          managedFields: [{manager: m}]
          selfLink: /x
          labels: {app: web}
          annotations:
            kubectl.kubernetes.io/last-applied-configuration: x
            deployment.kubernetes.io/revision: "3"
            pv.kubernetes.io/bind-completed: "yes"
            control-plane.alpha.kubernetes.io/leader: x
            mine: x
          ownerReferences: [{kind: A, name: o, uid: u}]
        data: {a: b}
        status: {phase: Active}
        """,
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          namespace: ns
          labels: {app: web}
          annotations: {mine: x}
          ownerReferences: [{kind: A, name: o}]
        data: {a: b}
        """);
  }

  @Test
  void annotationsThatBecomeEmptyAreLeftOutAndEmptyOnesStay() {
    assertNormal(
        "{kind: A, metadata: {annotations: {deployment.kubernetes.io/revision: '1'}}}",
        "{kind: A, metadata: {}}");
    assertNormal(
        "{kind: A, metadata: {annotations: {}}}", "{kind: A, metadata: {annotations: {}}}");
  }

  @Test
  void aPodOfADeploymentHasNoNamesOfItsClusterLeft() {
    assertNormal(
        """
        kind: Pod
        metadata:
          generateName: web-5d8f7c9b4-
          name: web-5d8f7c9b4-x2k9p
          labels: {app: web, pod-template-hash: 5d8f7c9b4}
          ownerReferences: [{kind: ReplicaSet, name: web-5d8f7c9b4, uid: u}]
        spec:
          nodeName: node-7
          volumes:
          - {name: data, emptyDir: {}}
          - {name: kube-api-access-x2k9p, projected: {}}
          containers:
          - name: web
            volumeMounts:
            - {name: data, mountPath: /data}
            - {name: kube-api-access-x2k9p, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}
          initContainers:
          - name: init
            volumeMounts:
            - {name: kube-api-access-x2k9p, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}
        status: {podIP: 10.0.0.1}
        """,
        """
        kind: Pod
        metadata:
          generateName: web-*-
          name: web-*-*
          labels: {app: web}
          ownerReferences: [{kind: ReplicaSet, name: web-*}]
        spec:
          volumes:
          - {name: data, emptyDir: {}}
          containers:
          - name: web
            volumeMounts:
            - {name: data, mountPath: /data}
          initContainers:
          - name: init
        """);
  }

  @Test
  void anOldTokenVolumeIsLeftOutAndOneOfTheUserStays() {
    assertNormal(
        """
        kind: Pod
        metadata: {name: p, labels: {controller-revision-hash: h, pod-template-generation: '1'}}
        spec:
          volumes:
          - {name: default-token-abcde, secret: {secretName: default-token-abcde}}
          - {name: my-token, secret: {secretName: mine}}
        """,
        """
        kind: Pod
        metadata: {name: p}
        spec:
          volumes:
          - {name: my-token, secret: {secretName: mine}}
        """);
  }

  @Test
  void aPodOfAScheduledJobHasNoTimeInItsNames() {
    assertNormal(
        """
        kind: Pod
        metadata:
          generateName: backup-28473920-
          name: backup-28473920-7xk2p
          labels: {controller-uid: u, batch.kubernetes.io/controller-uid: u, job-name: backup-28473920}
          ownerReferences: [{kind: Job, name: backup-28473920}]
        """,
        """
        kind: Pod
        metadata:
          generateName: backup-*-
          name: backup-*-*
          ownerReferences: [{kind: Job, name: backup-*}]
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {kind: Service, spec: {type: NodePort, clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], healthCheckNodePort: 30001, ports: [{port: 80, nodePort: 30000}]}} | {kind: Service, spec: {type: NodePort, ports: [{port: 80}]}}
          {kind: Service, spec: {clusterIP: None, clusterIPs: [None]}} | {kind: Service, spec: {clusterIP: None}}
          {kind: ServiceAccount, secrets: [{name: default-token-abcde}]} | {kind: ServiceAccount}
          {kind: PersistentVolumeClaim, spec: {volumeName: pvc-1, storageClassName: x}} | {kind: PersistentVolumeClaim, spec: {storageClassName: x}}
          {kind: Namespace, spec: {finalizers: [kubernetes]}} | {kind: Namespace, spec: {finalizers: [kubernetes]}}
          {kind: Scale, spec: {replicas: 3}, status: {replicas: 3}} | {kind: Scale, spec: {replicas: 3}}
          {kind: ReplicaSet, metadata: {name: web-5d8f, labels: {app: web, pod-template-hash: 5d8f}}, spec: {selector: {matchLabels: {app: web, pod-template-hash: 5d8f}}, template: {metadata: {labels: {app: web, pod-template-hash: 5d8f}}}}} | {kind: ReplicaSet, metadata: {name: web-*, labels: {app: web}}, spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}}
          {kind: Job, metadata: {name: a, labels: {controller-uid: u}}, spec: {selector: {matchLabels: {batch.kubernetes.io/controller-uid: u}}, template: {metadata: {labels: {controller-uid: u, app: a}}}}} | {kind: Job, metadata: {name: a}, spec: {selector: {matchLabels: {}}, template: {metadata: {labels: {app: a}}}}}
          {kind: Job, metadata: {name: backup-28473920}} | {kind: Job, metadata: {name: backup-*}}
          {kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: default-token-abcde}, data: {token: t}} | {kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: default-token-*}}
          {kind: Secret, metadata: {name: a}, data: {token: t}} | {kind: Secret, metadata: {name: a}, data: {token: t}}
          {kind: ConfigMap, metadata: {name: kube-root-ca.crt}, data: {ca.crt: x}} | {kind: ConfigMap, metadata: {name: kube-root-ca.crt}}
          {kind: ControllerRevision, metadata: {name: db-6b5f, labels: {controller-revision-hash: 6b5f}}, revision: 3, data: {}} | {kind: ControllerRevision, metadata: {name: db-*}, data: {}}
          {kind: Lease, spec: {holderIdentity: a, renewTime: t, leaseDurationSeconds: 15}} | {kind: Lease, spec: {leaseDurationSeconds: 15}}
          {kind: Event, metadata: {name: web.17a8c0ffee1234}, count: 2, firstTimestamp: t, deprecatedCount: 2, reason: R, involvedObject: {name: web, uid: u}} | {kind: Event, metadata: {name: web.*}, reason: R, involvedObject: {name: web}}
          {kind: Endpoints, subsets: [{addresses: [{ip: 1.2.3.4, nodeName: n, targetRef: {}, hostname: h}], ports: [{port: 80}]}]} | {kind: Endpoints, subsets: [{addresses: [{hostname: h}], ports: [{port: 80}]}]}
          {kind: ValidatingWebhookConfiguration, webhooks: [{name: w, clientConfig: {caBundle: x, url: u}}]} | {kind: ValidatingWebhookConfiguration, webhooks: [{name: w, clientConfig: {url: u}}]}
          {kind: Deployment, spec: {clusterIP: 1, nodeName: n, volumeName: v}} | {kind: Deployment, spec: {clusterIP: 1, nodeName: n, volumeName: v}}
          """)
  void whatAKindOfItsOwnIsLeftOut(String object, String expected) {
    assertNormal(object, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: Service, spec: 3}",
        "{kind: Pod, metadata: x, spec: {volumes: 3, containers: [3]}}",
        "{kind: [Pod]}",
        "[1]",
        "3"
      })
  void whatIsShapedOtherwiseStays(String object) {
    assertNormal(object, object);
  }
}
