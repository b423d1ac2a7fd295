@F08 @suites
Feature: An order that breaks a scenario is found, made small and played again

  The scenario passes by itself: the image is there within some seconds. Whoever pulls it a little slower breaks it.

  Background:
    Given the suite has the feature "pull.feature":
      """
      Feature: Pull

        Background:
          Given a cluster with 1 node

        @explore
        Scenario: The pod is there in time
          Given exploration makes 60 runs
          When I run "kubectl run web --image=nginx"
          Then within 7 seconds pod "web" is Ready

        Scenario: The same, without a tag
          When I run "kubectl run web --image=nginx"
          Then within 1 minute pod "web" is Ready
      """

  Rule: What breaks it is printed as sentences, with the command that plays it again

    Scenario: A slow registry is found
      When the suite runs with "--tags @explore"
      Then the suite exits with 1
      And the suite prints "explored it passes undisturbed, and fails in run"
      And the suite prints "the kubelet on node-1 took"
      And the suite prints "longer to pull an image"
      And the suite prints "found    pod"
      When the suite is replayed as it said
      Then the suite exits with 1
      And what it found is the same as before

    Scenario: Another set of seeds, and none
      When the suite runs with '--tags @explore --world-parameters {"explore":{"runs":0}}'
      Then the suite exits with 0

  Rule: Found cases are kept in a file beside the feature and tried first

    Scenario: A kept case that still breaks it
      Given the suite has the file "pull.explored.json":
        """
        [{"scenario": "The pod is there in time", "disturbances": [
          {"kind": "late", "consumer": "kubelet node-1", "delay": "imagePull", "nth": 1, "byMs": 9000}
        ]}]
        """
      When the suite runs with "--tags @explore"
      Then the suite exits with 1
      And the suite prints "fails in run 1 (a kept case):"
      And the suite prints "the kubelet on node-1 took 9 s longer to pull an image"

    Scenario: A kept case that says nothing any more
      Given the suite has the file "pull.explored.json":
        """
        [{"scenario": "The pod is there in time", "disturbances": [
          {"kind": "late", "consumer": "kubelet node-1", "delay": "imagePull", "nth": 2, "byMs": 9000}
        ]}]
        """
      When the suite runs with '--tags @explore --world-parameters {"explore":{"runs":1}}'
      Then the suite exits with 0
      And the suite prints "! The pod is there in time: kept case 1 applies no longer: 1 of its disturbances never happen"

    Scenario: A file that holds something else
      Given the suite has the file "pull.explored.json":
        """
        [{"disturbances": []}]
        """
      When the suite runs with "--tags @explore"
      Then the suite exits with 1
      And the suite prints "pull.explored.json: has a case that names no scenario"
