Feature: Pitfalls: names and network policies

  What people expect of the network, what it does, and the manifest that does what was expected.
  https://kubernetes.io/docs/concepts/services-networking/network-policies/

  @N07 @N08
  Rule: Who may only talk to the database cannot find it

    Expected: a policy that lets web talk to db lets web talk to db. But web asks DNS first where db is, and that is
    talking to somebody else.
    https://github.com/kubernetes/website/issues/38267
    https://thecodeforge.io/devops/kubernetes-network-policies/

    Background:
      Given a cluster with 2 nodes
      And the network plugin "calico"

    Scenario: By its address it is there, by its name it is not
      Given the manifests in "manifests/no-egress/database-only.yaml"
      And within 1 minute pod "web" is Ready
      And within 1 minute service "db" has 1 ready endpoint
      When 5 seconds pass
      And I run "kubectl exec web -- wget -T 5 -qO- http://10.96.0.80"
      Then it prints "Welcome to nginx!"
      When I run "kubectl exec web -- wget -T 5 -qO- http://db"
      Then the command fails with "bad address 'db'"

    Scenario: Port 53 makes the rule complete
      Given the manifests in "manifests/no-egress/database-and-names.yaml"
      And within 1 minute pod "web" is Ready
      And within 1 minute service "db" has 1 ready endpoint
      When 5 seconds pass
      And I run "kubectl exec web -- wget -T 5 -qO- http://db"
      Then it prints "Welcome to nginx!"

  @N08
  Rule: A network policy is words alone where no plugin keeps it

    Expected: what the API server takes, somebody keeps. But flannel moves packets and nothing else, and no event, status or
    warning says so.
    https://github.com/flannel-io/flannel/issues/2183

    Background:
      Given a cluster with 2 nodes

    Scenario: Under flannel a stranger opens the vault
      Given the network plugin "flannel"
      And the manifests in "manifests/everybody-out/vault.yaml"
      And within 1 minute pod "bank/vault" is Ready
      And within 1 minute pod "stranger" is Ready
      When 5 seconds pass
      And I run "kubectl exec stranger -- wget -T 5 -qO- http://vault.bank"
      Then it prints "Welcome to nginx!"

    Scenario: Under Calico it stays shut
      Given the network plugin "calico"
      And the manifests in "manifests/everybody-out/vault.yaml"
      And within 1 minute pod "bank/vault" is Ready
      And within 1 minute pod "stranger" is Ready
      When 5 seconds pass
      And I run "kubectl exec stranger -- wget -T 5 -qO- http://vault.bank"
      Then the command fails with "download timed out"

  @N07 @W08
  Rule: Pods that wait for each other's names before they are ready wait for ever

    Expected: a StatefulSet's pods have their names from the beginning. But a headless Service gives names to ready pods
    alone, and none gets ready before it has met the others.
    https://github.com/nats-io/k8s/issues/441
    https://github.com/pingcap/tidb-operator/issues/1041

    Background:
      Given a cluster with 3 nodes

    Scenario: Nobody is found, so nobody is ready, so nobody is found
      Given the manifests in "manifests/peers/ready-only.yaml"
      When 20 minutes pass
      Then throughout statefulset "nats" has 0 ready replicas
      And there are 3 Running pods of statefulset "nats"

    Scenario: Names for pods that are not ready
      Given the manifests in "manifests/peers/not-ready-too.yaml"
      Then within 1 minute statefulset "nats" has 3 ready replicas
