@N08
Feature: A network policy shuts the pods it selects, and opens them to whom it names

  https://kubernetes.io/docs/concepts/services-networking/network-policies/

  Background:
    Given a cluster with 2 nodes
    And the file "shop.yaml":
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: audit, labels: {team: auditors}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db, labels: {app: db}}
      spec:
        nodeName: node-1
        containers: [{name: main, image: serve_hostname, ports: [{name: sql, containerPort: 9376}]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec: {selector: {app: db}, ports: [{port: 80, targetPort: sql}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec: {nodeName: node-2, containers: [{name: main, image: busybox, command: [sleep, 1h]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: guest, labels: {app: guest}}
      spec: {nodeName: node-2, containers: [{name: main, image: busybox, command: [sleep, 1h]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: auditor, namespace: audit, labels: {app: web}}
      spec: {nodeName: node-2, containers: [{name: main, image: busybox, command: [sleep, 1h]}]}
      """
    And the file "from-web.yaml":
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: from-web}
      spec:
        podSelector: {matchLabels: {app: db}}
        ingress:
          - from: [{podSelector: {matchLabels: {app: web}}}]
            ports: [{port: sql}]
      """

  Rule: Whom no policy selects, everybody reaches; whom one selects, only who is let in

    Background:
      Given I run "kubectl apply -f shop.yaml"
      And within 1 minute pod "db" is Ready
      And within 1 minute service "db" has 1 ready endpoint
      And 5 seconds pass

    Scenario: The guest gets in until there is a policy
      When I run "kubectl exec guest -- wget -T 3 -qO- db"
      Then it prints "db"
      When I run "kubectl apply -f from-web.yaml"
      And I run "kubectl exec web -- wget -T 3 -qO- db"
      Then it prints "db"
      When I run "kubectl exec guest -- wget -T 3 -qO- db"
      Then the command fails with "wget: download timed out"
      When I run "kubectl delete -f from-web.yaml"
      And I run "kubectl exec guest -- wget -T 3 -qO- db"
      Then it prints "db"

    Scenario: A pod selector means the policy's own namespace
      When I run "kubectl apply -f from-web.yaml"
      And I run "kubectl exec -n audit auditor -- wget -T 3 -qO- db.default"
      Then the command fails with "wget: download timed out"

    Scenario Outline: Two selectors in one source must both fit, in two sources one is enough: <source>
      Given the file "policy.yaml":
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: policy}
        spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: <source>}]}
        """
      When I run "kubectl apply -f policy.yaml"
      And I run "kubectl exec guest -- wget -T 3 -qO- db || echo shut"
      Then it prints "<guest>"
      When I run "kubectl exec -n audit auditor -- wget -T 3 -qO- db.default || echo shut"
      Then it prints "<auditor>"

      Examples:
        | source                                                                                               | guest | auditor |
        | [{namespaceSelector: {matchLabels: {team: auditors}}, podSelector: {matchLabels: {app: guest}}}]     | shut  | shut    |
        | [{namespaceSelector: {matchLabels: {team: auditors}}}, {podSelector: {matchLabels: {app: guest}}}]   | db    | db      |
        | [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]                                    | shut  | db      |
        | [{ipBlock: {cidr: 10.244.0.0/16}}]                                                                   | db    | db      |
        | [{ipBlock: {cidr: 10.244.0.0/16, except: [10.244.2.0/24]}}]                                          | shut  | shut    |
        | []                                                                                                   | db    | db      |

    Scenario: A pod that gets the label gets in
      Given I run "kubectl apply -f from-web.yaml"
      When I run "kubectl label pod guest app=web --overwrite"
      And I run "kubectl exec guest -- wget -T 3 -qO- db"
      Then it prints "db"

    Scenario: A pod that may say nothing does not even find a name, unless the DNS server is let through
      Given the file "mute.yaml":
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: mute}
        spec: {podSelector: {matchLabels: {app: guest}}, policyTypes: [Egress]}
        """
      And the file "dns.yaml":
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: dns}
        spec:
          podSelector: {matchLabels: {app: guest}}
          policyTypes: [Egress]
          egress:
            - to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]
              ports: [{port: 53, protocol: UDP}]
        """
      When I run "kubectl apply -f mute.yaml"
      And I run "kubectl exec guest -- wget -T 3 -qO- db"
      Then the command fails with "wget: bad address 'db'"
      When I run "kubectl apply -f dns.yaml"
      And I run "kubectl exec guest -- wget -T 3 -qO- db"
      Then the command fails with "wget: download timed out"
      When I run "kubectl exec web -- wget -T 3 -qO- db"
      Then it prints "db"
