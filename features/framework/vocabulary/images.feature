@F01 @F02
Feature: Sentences about registries and images

  Rule: A registry that nobody speaks of answers, asks for no password and has every image

    Scenario: One that asks for a password, and has an outage
      Given a cluster with 1 node
      And registry "reg.io" asks for user "pat" with password "s3cret"
      And registry "reg.io/team" asks for user "sam" with password "0pen"
      And registry "quay.io" is down
      When I run "kubectl run box --image=quay.io/shop/web:1"
      And 30 seconds pass
      And registry "quay.io" is up again
      Then within 1 minute pod "box" is Ready

    Scenario: Images that are missing, slow, or there before
      Given a cluster with 2 nodes
      And image "shop/web:typo" is in no registry
      And image "shop/wbe" is in no registry
      And image "shop/web:2" takes 40 seconds to pull
      And image "shop/web:2" is 1.5Gi large
      And node "node-1" has image "shop/web:3"
      And every node has image "shop/web:4"
      When I run "kubectl run box --image=shop/web:2"
      Then within 1 minute pod "box" is Ready
