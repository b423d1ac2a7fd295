@P12
Feature: Static pods in older releases

  Mirrors belong to their Node since 1.17, a changed pod waits for its predecessor since 1.22, and since 1.34 a static pod
  may refer to no object of the API.

  Rule: A changed manifest

    Scenario: Until 1.21 the new one does not wait for the old one
      Given a cluster running Kubernetes 1.20 with 2 nodes
      And the manifest folder of node "node-1" holds "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec: {containers: [{name: web, image: busybox, command: [sleep, "100000"]}]}
        """
      And within 10 seconds pod "web-node-1" is Running
      When the manifest folder of node "node-1" holds "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: shop}}
        spec: {containers: [{name: web, image: busybox, command: [sleep, "100000"]}]}
        """
      Then within 1 second {.metadata.labels.app} of pod "web-node-1" is "shop"
      And within 15 seconds pod "web-node-1" is Running

  Rule: Objects of the API

    Scenario: Until 1.33 a pod with a service account runs, and only its mirror is refused
      Given a cluster running Kubernetes 1.33 with 1 node
      When the manifest folder of node "node-1" holds "a.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {serviceAccountName: s, containers: [{name: a, image: nginx}]}
        """
      Then within 2 seconds the kubelet of node "node-1" has logged "a mirror pod may not reference service accounts"
      And for the next 5 minutes pod "a-node-1" does not exist

  Rule: The mirror's owner

    Scenario Outline: In <release> it is <owner>
      Given a cluster running Kubernetes <release> with 1 node
      And the manifest folder of node "node-1" holds "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: web, image: nginx}]}
        """
      Then within 10 seconds pod "web-node-1" is Running
      And {.metadata.ownerReferences[0].kind} of pod "web-node-1" <kind>

      Examples:
        | release | owner    | kind      |
        | 1.16    | nobody   | is empty  |
        | 1.17    | the Node | is "Node" |
