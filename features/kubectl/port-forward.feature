@F06
Feature: A local port that leads into a pod

  `kubectl port-forward` goes on while other commands use the port.
  https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/

  Background:
    Given a cluster with 2 nodes
    And I run "kubectl create deployment web --image=nginx --port=80"
    And I run "kubectl expose deployment web --port=8888 --target-port=80"
    And within 20 seconds service "web" has 1 ready endpoint

  Scenario: Through a Service to one of its pods
    When I run "curl -s -o /dev/null -w %{http_code} localhost:8080"
    Then the command fails with code 7
    When I run "kubectl port-forward service/web 8080:8888"
    Then it prints:
      """
      Forwarding from 127.0.0.1:8080 -> 80
      Forwarding from [::1]:8080 -> 80
      """
    When I run "curl -s -o /dev/null -w %{http_code} localhost:8080"
    Then it prints "200"
    And command "kubectl port-forward service/web 8080:8888" has printed "Handling connection for 8080"
    When I stop "kubectl port-forward service/web 8080:8888"
    And I run "curl -s -o /dev/null -w %{http_code} localhost:8080"
    Then the command fails with code 7

  Scenario: Past a Service that leads nowhere
    Given I run "kubectl set selector service web app=none"
    When I run "kubectl port-forward deployment/web 8080:80"
    And I run "curl -s -o /dev/null -w %{http_code} localhost:8080"
    Then it prints "200"

  Scenario: The pod at the other end goes
    Given I run "kubectl port-forward deployment/web 8080:80"
    When I run "kubectl delete deployment web"
    Then within 1 minute command "kubectl port-forward deployment/web 8080:80" has ended
    And command "kubectl port-forward deployment/web 8080:80" has printed "error: lost connection to pod"

  Scenario Outline: <line>
    When I run "<line>"
    Then the command fails with "<words>"

    Examples:
      | line                                     | words                                                                         |
      | kubectl port-forward deployment/web      | error: TYPE/NAME and list of ports are required for port-forward              |
      | kubectl port-forward nowhere 80          | Error from server (NotFound): pods \"nowhere\" not found                      |
      | kubectl port-forward service/web 80      | error: Service web does not have a service port 80                            |
      | kubectl port-forward service/web http    | error: Service 'web' does not have a named port 'http'                        |
