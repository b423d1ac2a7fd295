@N10
Feature: Servers have a capacity, and what exceeds it waits

  Background:
    Given a cluster with 2 nodes
    And the manifests in "manifests/shop"

  Rule: Three servers of 20 requests per second serve 60

    Scenario: 30 requests per second wait hardly at all
      Given containers of image "shop/web" answer in 10ms at 20 requests per second
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 30 requests per second to service "web"
      When 2 minutes pass
      Then no request has failed
      And the 50th percentile of latency is at most 100ms

    Scenario: Of 90 requests per second a third is too much, and all of them wait
      Given containers of image "shop/web" answer in 10ms at 20 requests per second
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 90 requests per second to service "web", giving up after 5 seconds
      When 2 minutes pass
      Then at least 50% of the requests have failed
      And at least 1000 requests timed out

    Scenario: Probes wait in the same queue
      Given containers of image "shop/web" answer in 10ms at 20 requests per second
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 90 requests per second to service "web", giving up after 5 seconds
      Then within 1 minute service "web" has 0 ready endpoints
      And 5 seconds pass
      And at least 1 request found no endpoint

  Rule: More of them carry more

    Scenario: Six instead of three
      Given containers of image "shop/web" answer in 10ms at 20 requests per second
      And I run "kubectl scale deployment/web --replicas=6"
      And within 1 minute deployment "web" has 6 available replicas
      And clients send 90 requests per second to service "web", giving up after 5 seconds
      When 2 minutes pass
      Then no request has failed
