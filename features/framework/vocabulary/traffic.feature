@F01 @N10
Feature: Sentences about requests

  Clients send requests all the time; each of them ends as its client sees it, by some pod, for some reason.

  Background:
    Given a cluster with 3 nodes
    And the manifests in "manifests/shop"
    And within 1 minute deployment "web" has 3 available replicas

  Scenario: Clients send, and stop
    Given clients send 50 requests per second to service "web"
    And clients "mobile" on node "node-1" send about 20 requests per second to service "web" over 4 connections that stay open
    And clients "batch" send from 1 to 10 requests per second over 10 seconds to "http://web.default/" giving up after 2 seconds and trying again twice
    When 20 seconds pass
    And clients "mobile" stop
    And clients stop
    Then no request has failed

  Scenario: What became of their requests
    Given clients send 50 requests per second to service "web"
    And clients "mobile" in pods of deployment "web" send 10 requests per second to service "web" port 80
    When 20 seconds pass
    Then no request of clients "mobile" has failed
    And throughout no request has failed
    And at most 0.1% of the requests have failed
    And at least 990 requests were answered
    And no requests of clients "mobile" were refused
    And the 99th percentile of latency is at most 200ms
    And the longest outage of clients "mobile" was at most 1 second
    And each pod of deployment "web" has served between 25% and 42% of the requests
    And for the next 1 minute no request has failed
    And within 10 seconds at least 100 requests were answered

  Scenario: How much one pod has served
    Given I run "kubectl run one --image=nginx --port=80"
    And I run "kubectl expose pod one"
    And within 1 minute pod "one" is Ready
    And clients send 10 requests per second to service "one"
    When 10 seconds pass
    Then pod "one" has served 100% of the requests

  Scenario: Nobody sent any
    When 10 seconds pass
    Then "no request has failed" fails, saying:
      """
      asserted nothing: no request was sent
      try      let clients send some
      """
