@W07
Feature: A DaemonSet's pods are replaced node by node, or when somebody deletes them

  RollingUpdate replaces them by itself within maxUnavailable and maxSurge; OnDelete leaves it to people.
  https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/

  Background:
    Given a cluster with 4 nodes
    And the file "agent.yaml":
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: agent}
      spec:
        selector: {matchLabels: {app: agent}}
        template:
          metadata: {labels: {app: agent}}
          spec:
            terminationGracePeriodSeconds: 5
            containers: [{name: agent, image: nginx}]
      """
    And I run "kubectl apply -f agent.yaml"
    And within 20 seconds daemonset "agent" has 4 available pods

  Rule: RollingUpdate

    Scenario: One node at a time, as long as nothing else is said
      When I run "kubectl set image daemonset agent agent=nginx:1.27"
      Then until the rollout of daemonset "agent" is complete, daemonset "agent" has at least 3 available pods
      And daemonset "agent" has 4 updated pods
      And there are exactly 4 pods of daemonset "agent"

    Scenario Outline: maxUnavailable <max>: at least <available> serve
      Given I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxUnavailable":<max>}}}}'
        """
      When I run "kubectl set image daemonset agent agent=nginx:1.27"
      Then within 3 seconds daemonset "agent" has at most <available> available pods
      And until the rollout of daemonset "agent" is complete, daemonset "agent" has at least <available> available pods

      Examples:
        | max   | available |
        | 2     | 2         |
        | "50%" | 2         |
        | "30%" | 2         |
        | "60%" | 1         |

    Scenario: With maxSurge the new pod is there before the old one goes
      Given I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}'
        """
      When I run "kubectl set image daemonset agent agent=nginx:1.27"
      Then within 3 seconds there are 5 pods of daemonset "agent"
      And until the rollout of daemonset "agent" is complete, there are at least 4 ready pods with label "app=agent"
      And within 10 seconds there are exactly 4 pods of daemonset "agent"

    Scenario: Both at zero are refused
      When I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":0}}}}'
        """
      Then the command fails with "spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0"

    Scenario: An image that nobody has stops the rollout at the first node
      Given image "nginx:9.99" is in no registry
      When I run "kubectl set image daemonset agent agent=nginx:9.99"
      And 10 minutes pass
      Then daemonset "agent" has 3 available pods
      And daemonset "agent" has 1 updated pod
      When I run "kubectl rollout status daemonset agent --timeout=5s"
      Then the command fails with "error: timed out waiting for the condition"
      When I run "kubectl rollout undo daemonset agent"
      Then within 1 minute daemonset "agent" has 4 available pods

    Scenario: A pod counts when it has been ready for minReadySeconds
      Given I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"minReadySeconds":30}}'
        """
      And 1 minute passes
      When I run "kubectl set image daemonset agent agent=nginx:1.27"
      Then for the next 2 minutes the rollout of daemonset "agent" is not complete
      And within 1 minute the rollout of daemonset "agent" is complete

    Scenario: What rollout status tells on the way
      When I run "kubectl set image daemonset agent agent=nginx:1.27"
      And I run "kubectl rollout status daemonset agent"
      Then it prints "Waiting for daemon set \"agent\" rollout to finish: 0 out of 4 new pods have been updated..."
      And it prints "Waiting for daemon set \"agent\" rollout to finish: 3 out of 4 new pods have been updated..."
      And it prints "daemon set \"agent\" successfully rolled out"

    Scenario: A restart is a rollout of its own
      When I run "kubectl rollout restart daemonset agent"
      Then until the rollout of daemonset "agent" is complete, daemonset "agent" has at least 3 available pods
      And {.metadata.annotations.deprecated\.daemonset\.template\.generation} of daemonset "agent" is "2"
      And {.spec.template.metadata.annotations.kubectl\.kubernetes\.io/restartedAt} of daemonset "agent" is not empty

    Scenario: It cannot be paused
      When I run "kubectl rollout pause daemonset agent"
      Then the command fails with "error: daemonsets.apps \"agent\" pausing is not supported"

  Rule: OnDelete

    Scenario: A new template waits for somebody to delete the old pods
      Given I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"updateStrategy":{"$retainKeys":["type"],"type":"OnDelete"}}}'
        """
      When I run "kubectl set image daemonset agent agent=nginx:1.27"
      Then for the next 1 hour daemonset "agent" has at least 4 available pods
      And daemonset "agent" has at most 0 updated pods
      When one pod of daemonset "agent" is deleted
      Then within 1 minute daemonset "agent" has 1 updated pod
      And within 1 minute daemonset "agent" has 4 available pods
      And for the next 1 hour daemonset "agent" has 1 updated pod
      When I run "kubectl rollout status daemonset agent"
      Then the command fails with "rollout status is only available for RollingUpdate strategy type"

  Rule: History and rollback

    Scenario: Each template is a revision; undo brings one back under a new number
      When I run:
        """
        kubectl annotate daemonset agent kubernetes.io/change-cause=first
        kubectl set image daemonset agent agent=nginx:1.27
        kubectl annotate daemonset agent kubernetes.io/change-cause=newer --overwrite
        """
      And I run "kubectl rollout status daemonset agent"
      And I run "kubectl rollout history daemonset agent"
      Then it prints "2"
      When I run "kubectl rollout history daemonset agent --revision=1"
      Then it prints "Image:	nginx"
      When I run "kubectl rollout undo daemonset agent"
      Then it prints "daemonset.apps/agent rolled back"
      And within 2 minutes the rollout of daemonset "agent" is complete
      And {.spec.template.spec.containers[0].image} of daemonset "agent" is "nginx"
      When I run "kubectl get controllerrevisions -l app=agent --sort-by=.revision -o custom-columns=REVISION:.revision --no-headers"
      Then it prints:
        """
        2
        3
        """

    Scenario: To a revision that is not there
      When I run "kubectl rollout undo daemonset agent --to-revision=7"
      Then the command fails with "error: unable to find specified revision 7 in history"

    Scenario: Without an earlier one
      When I run "kubectl rollout undo daemonset agent"
      Then the command fails with "error: no last revision to roll back to"

    Scenario: To the present one
      Given I run "kubectl set image daemonset agent agent=nginx:1.27"
      And I run "kubectl rollout status daemonset agent"
      When I run "kubectl rollout undo daemonset agent --to-revision=2"
      Then it prints "daemonset.apps/agent skipped rollback (current template already matches revision 2)"

    Scenario: No more old revisions are kept than revisionHistoryLimit says
      Given I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"revisionHistoryLimit":1}}'
        kubectl set image daemonset agent agent=nginx:1.26
        """
      And I run "kubectl rollout status daemonset agent"
      And I run "kubectl set image daemonset agent agent=nginx:1.27"
      And I run "kubectl rollout status daemonset agent"
      When 1 second passes
      And I run "kubectl get controllerrevisions --sort-by=.revision -o custom-columns=REVISION:.revision --no-headers"
      Then it prints:
        """
        2
        3
        """

  Rule: kubectl describes it

    Scenario: Counts of nodes and pods, the template, the Events
      When I run "kubectl describe daemonset agent"
      Then it prints:
        """
        Name:           agent
        Selector:       app=agent
        Node-Selector:  <none>
        Labels:         <none>
        Annotations:    deprecated.daemonset.template.generation: 1
        Desired Number of Nodes Scheduled: 4
        Current Number of Nodes Scheduled: 4
        Number of Nodes Scheduled with Up-to-date Pods: 4
        Number of Nodes Scheduled with Available Pods: 4
        Number of Nodes Misscheduled: 0
        Pods Status:  4 Running / 0 Waiting / 0 Succeeded / 0 Failed
        Pod Template:
          Labels:  app=agent
          Containers:
           agent:
            Image:         nginx
            Port:          <none>
            Host Port:     <none>
            Environment:   <none>
            Mounts:        <none>
          Volumes:         <none>
          Node-Selectors:  <none>
          Tolerations:     <none>
        Events:
          Type    Reason            Age   From                  Message
          ----    ------            ----  ----                  -------
          Normal  SuccessfulCreate  <any>    daemonset-controller  Created pod: agent-…
          Normal  SuccessfulCreate  <any>    daemonset-controller  Created pod: agent-…
          Normal  SuccessfulCreate  <any>    daemonset-controller  Created pod: agent-…
          Normal  SuccessfulCreate  <any>    daemonset-controller  Created pod: agent-…
        """
