@F06 @S06
Feature: kubectl drain empties a node

  https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/

  Background:
    Given a cluster with 2 nodes

  Rule: What has a controller moves; what has none keeps the node from being drained

    Scenario: The pods of a Deployment are made anew elsewhere
      Given I run "kubectl cordon node-2"
      And I run "kubectl create deployment web --image=nginx --replicas=2"
      And within 30 seconds deployment "web" has 2 available replicas
      And I run "kubectl uncordon node-2"
      When I run "kubectl drain node-1"
      Then the command succeeds
      And it prints:
        """
        node/node-1 cordoned
        evicting pod default/web-…
        evicting pod default/web-…
        pod/web-… evicted
        pod/web-… evicted
        node/node-1 drained
        """
      And within 30 seconds deployment "web" has 2 available replicas
      When I run "kubectl get pods -l app=web -o jsonpath='{.items[*].spec.nodeName}'"
      Then it prints:
        """
        node-2 node-2
        """
      When I run "kubectl get node node-1 --no-headers"
      Then it prints "Ready,SchedulingDisabled"

    Scenario: A bare pod stops it, unless it is forced
      Given the file "bare.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: bare}
        spec:
          nodeName: node-1
          containers: [{name: main, image: nginx}]
        """
      And I run "kubectl apply -f bare.yaml"
      And within 30 seconds pod "bare" is Ready
      When I run "kubectl drain node-1"
      Then the command fails with code 1
      And the command fails with 'error: unable to drain node "node-1" due to error: cannot delete cannot delete Pods that declare no controller (use --force to override): default/bare, continuing command...'
      And the command fails with "There are pending nodes to be drained:"
      And pod "bare" is Ready
      When I run "kubectl drain node-1 --force"
      Then it prints:
        """
        node/node-1 already cordoned
        evicting pod default/bare
        pod/bare evicted
        node/node-1 drained
        """
      And pod "bare" does not exist

    Scenario: DaemonSets are left alone, scratch data is not deleted unasked
      Given the file "things.yaml":
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent}
        spec:
          selector: {matchLabels: {app: agent}}
          template:
            metadata: {labels: {app: agent}}
            spec:
              containers: [{name: main, image: busybox, command: [sleep, "1000000"]}]
        ---
        apiVersion: v1
        kind: ReplicationController
        metadata: {name: scratch}
        spec:
          replicas: 1
          selector: {app: scratch}
          template:
            metadata: {labels: {app: scratch}}
            spec:
              nodeName: node-1
              containers: [{name: main, image: nginx}]
              volumes: [{name: tmp, emptyDir: {}}]
        """
      And I run "kubectl apply -f things.yaml"
      And 30 seconds pass
      When I run "kubectl drain node-1"
      Then the command fails with "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-"
      And the command fails with "cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch-"
      When I run "kubectl drain node-1 --ignore-daemonsets --delete-emptydir-data --dry-run=client"
      Then it prints "Warning: ignoring DaemonSet-managed Pods: default/agent-"
      And it prints "evicting pod default/scratch-"
      And it prints "node/node-1 drained (dry run)"

  Rule: A disruption budget is asked for each pod, and asked again

    Scenario: A budget that allows nothing holds the drain up until its time is over
      Given the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              nodeSelector: {kubernetes.io/hostname: node-1}
              containers: [{name: main, image: nginx}]
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web}
        spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds deployment "web" has 1 available replica
      When I run "kubectl drain node-1 --timeout=12s"
      Then the command fails with code 1
      And the command fails with "(will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget."
      And the command fails with "global timeout reached: 12s"
      And deployment "web" has 1 available replica
      When I run "kubectl drain node-1 --disable-eviction"
      Then it prints "pod/web-"
      And it prints "deleted"
      And it prints "node/node-1 drained"
