@F01 @F07
Feature: Sentences about faults

  Each fault is a sentence. One that would touch nothing fails: it says what is so already.

  Rule: Machines

    Scenario: Machines come and go
      Given a cluster with 2 nodes
      When node "node-3" joins
      And nodes join:
        | name | cpu | zone |
        | big  | 16  | b    |
      Then within 10 seconds node "node-3" is Ready
      And {.status.allocatable.cpu} of node "big" is "16"
      When node "node-2" leaves
      Then node "node-2" does not exist

    Scenario: Machines go down and come up
      Given a cluster with 2 nodes
      When node "node-1" reboots
      And 1 minute passes
      Then event "Rebooted" is recorded for node "node-1"
      When node "node-2" shuts down
      And 5 minutes pass
      Then node "node-2" is NotReady
      When node "node-2" boots
      Then within 1 minute node "node-2" is Ready

    Scenario: Machines lose their network, or are slow
      Given a cluster with 2 nodes
      When node "node-1" loses its network to other nodes
      And node "node-2" loses its network to the API server
      And 1 minute passes
      Then node "node-1" is Ready
      And node "node-2" is NotReady
      When node "node-1" has its network to other nodes back
      And node "node-2" has its network to the API server back
      Then within 10 seconds node "node-2" is Ready
      When node "node-2" is 10 times slower
      And node "node-2" is as fast as before

    Scenario: A kubelet stops, and another one takes its place
      Given a cluster with 1 node
      When the kubelet of node "node-1" stops
      Then within 1 minute node "node-1" is NotReady
      When the kubelet of node "node-1" starts again
      Then within 10 seconds node "node-1" is Ready

  Rule: The control plane, and containers

    Scenario: A process of the control plane stops and starts
      Given a cluster with 1 node
      When kube-scheduler stops
      And I run "kubectl run web --image=nginx"
      Then for the next 1 minute pod "web" is Pending
      When kube-scheduler starts again
      Then within 30 seconds pod "web" is Running

    Scenario: A container crashes, hangs, is killed
      Given a cluster with 1 node
      When I run "kubectl run web --image=nginx --port=80"
      Then within 10 seconds pod "web" is Running
      When container "web" of pod "web" crashes
      Then within 10 seconds container "web" of pod "web" has restarted 1 time
      When container "web" of pod "web" crashes with code 3
      Then within 1 minute container "web" of pod "web" has restarted 2 times
      When container "web" of pod "web" hangs
      And container "web" of pod "web" answers again
      When container "web" of pod "web" is OOM-killed
      Then within 1 minute {.status.containerStatuses[0].lastState.terminated.reason} of pod "web" is "OOMKilled"

  Rule: Memory, disks and what uses them

    Scenario: Something else takes a machine's memory, disk or process table, and gives it back
      Given a cluster with 2 nodes
      And every kubelet is configured with:
        """
        evictionHard: {memory.available: 500Mi, nodefs.available: 5%, pid.available: 10%}
        """
      And the kubelet of node "node-2" is configured with:
        """
        evictionPressureTransitionPeriod: 30s
        """
      When the memory of node "node-1" fills up to 95%
      And the disk of node "node-2" fills up to 90%
      And the process table of node "node-1" fills up to 95%
      Then within 20 seconds node "node-1" reports MemoryPressure True
      And node "node-1" reports PIDPressure True
      And within 10 seconds node "node-2" reports DiskPressure True
      When the disk of node "node-2" is freed
      Then within 1 minute node "node-2" reports DiskPressure False
      And node "node-1" reports MemoryPressure True

    Scenario: A container that runs begins to use more
      Given a cluster with 1 node
      When I run "kubectl run web --image=nginx --restart=Never"
      Then within 10 seconds pod "web" is Running
      When container "web" of pod "web" begins to leak 1Gi of memory per minute
      Then within 10 minutes pod "web" has failed
