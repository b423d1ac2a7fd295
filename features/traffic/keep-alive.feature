@N10 @P11
Feature: A connection that is open stays on its pod

  Rules decide where a new connection goes, and are not asked again for what is sent over it.
  https://kubernetes.io/docs/reference/networking/virtual-ips/

  Background:
    Given a cluster with 3 nodes
    And the manifests in "manifests/shop"

  Scenario: Pods that are added get nothing from old connections
    Given containers of image "shop/web" start in 2 seconds
    And within 1 minute deployment "web" has 3 available replicas
    And clients "kept" send 60 requests per second to service "web" over 6 connections that stay open
    And clients "new" send 60 requests per second to service "web"
    When I run "kubectl scale deployment/web --replicas=6"
    And within 1 minute deployment "web" has 6 available replicas
    And 5 minutes pass
    Then each pod of deployment "web" has served at least 10% of the requests of clients "new"
    And never each pod of deployment "web" has served at least 1% of the requests of clients "kept"

  Scenario: A pod that ends goes on answering on the connections that it has
    Given containers of image "shop/web" start in 2 seconds, take 20 seconds to drain and keep serving while they drain
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 60 requests per second to service "web" over 6 connections that stay open
    When one pod of deployment "web" is deleted
    And 1 minute passes
    Then no request has failed

  Scenario: A pod that closes its connections loses nobody: they connect anew
    Given containers of image "shop/web" start in 2 seconds
    And within 1 minute deployment "web" has 3 available replicas
    And clients send 60 requests per second to service "web" over 6 connections that stay open
    And 5 seconds pass
    When one pod of deployment "web" is deleted
    And 1 minute passes
    Then at most 10 requests have failed
