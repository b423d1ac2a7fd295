@F04 @F06
Feature: Sentences about kubectl and manifests

  Background:
    Given a cluster with 3 nodes
    And the manifests in "manifests/shop"
    And within 1 minute deployment "web" has 3 available replicas

  Rule: What a command prints can be asserted as kubectl prints it

    Scenario: Tables, with ages that may differ
      When I run "kubectl get deployment web"
      Then the command succeeds
      And it prints:
        """
        NAME   READY   UP-TO-DATE   AVAILABLE   AGE
        web    3/3     3            3           <any>
        """
      And it prints "web"
      And it does not print "nginx"

    Scenario: A command on a node shows what is there
      When I run "iptables-save -t nat | grep -c KUBE-SEP" on node "node-1"
      Then the command succeeds

    Scenario: Several commands, of which the last one is asked about
      When I run:
        """
        # comments and empty lines are passed over
        kubectl scale deployment web \
          --replicas=2
        kubectl get service web -o name
        """
      Then it prints:
        """
        service/web
        """

    Scenario: Nothing
      When I run "kubectl get pods -l app=none -o name"
      Then it prints nothing

  Rule: A command goes on while the scenario does

    Scenario: Begun, asked what it has printed, and stopped
      Given I start "kubectl get deployment web -w"
      When I run "kubectl scale deployment web --replicas=4"
      Then within 20 seconds command "kubectl get deployment web -w" has printed "4/4"
      When I stop "kubectl get deployment web -w"
      Then command "kubectl get deployment web -w" has ended
      And command "kubectl get deployment web -w" has printed:
        """
        NAME   READY   UP-TO-DATE   AVAILABLE   AGE
        web    3/3     3            3           <any>
        web    3/4     3            3           <any>
        web    3/4     3            3           <any>
        web    3/4     3            3           <any>
        web    3/4     4            3           <any>
        web    4/4     4            4           <any>
        """

  Rule: A command that is meant to fail says so

    Scenario: With a part of what it prints
      When I run "kubectl get pod nowhere"
      Then the command fails
      And the command fails with "not found"
      And the command fails with code 1

  Rule: A field that is not modelled stops the scenario, unless it accepts that

    Scenario: Accepted
      Given unmodelled fields are accepted
      And the file "host.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: host}
        spec: {hostPID: true, containers: [{name: a, image: nginx}]}
        """
      When I run "kubectl apply -f host.yaml"
      Then within 1 minute pod "host" is Running
