@N06
Feature: kube-proxy rewrites the rules of its node at its own pace

  https://kubernetes.io/docs/reference/networking/virtual-ips/#optimizing-iptables-mode-performance

  Rule: Between two rewrites lies the minimum sync period

    Background:
      Given a cluster with 2 nodes
      And kube-proxy is configured with:
        """
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        iptables: {minSyncPeriod: 30s}
        """
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec:
          nodeName: node-1
          containers: [{name: main, image: serve_hostname}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec:
          nodeName: node-2
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """

    Scenario: What changes shortly after a rewrite waits for the next one
      Given I run "kubectl apply -f web.yaml"
      And within 10 seconds pod "web" is Ready
      And within 10 seconds pod "client" is Ready
      And 1 minute passes
      When I run "kubectl label pod web --overwrite app=nobody"
      And 1 second passes
      And I run "kubectl exec client -- wget -qO- web"
      Then the command fails with "Connection refused"
      When I run "kubectl label pod web --overwrite app=web"
      And 25 seconds pass
      And I run "kubectl exec client -- wget -qO- web"
      Then the command fails with "Connection refused"
      When 10 seconds pass
      And I run "kubectl exec client -- wget -qO- web"
      Then it prints "web"

  Rule: Until 1.33 two rewrites may follow each other at once

    Background:
      Given a cluster running Kubernetes 1.28 with 2 nodes
      And kube-proxy is configured with:
        """
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        iptables: {minSyncPeriod: 30s}
        """
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec:
          nodeName: node-1
          containers: [{name: main, image: serve_hostname}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec:
          nodeName: node-2
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """

    Scenario: What changes shortly after an only rewrite goes in with the second
      Given I run "kubectl apply -f web.yaml"
      And within 10 seconds pod "web" is Ready
      And within 10 seconds pod "client" is Ready
      And 2 minutes pass
      When I run "kubectl label pod web --overwrite app=nobody"
      And 1 second passes
      And I run "kubectl exec client -- wget -qO- web"
      Then the command fails with "Connection refused"
      When I run "kubectl label pod web --overwrite app=web"
      And 1 second passes
      And I run "kubectl exec client -- wget -qO- web"
      Then it prints "web"
