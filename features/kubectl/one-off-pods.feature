@F06
Feature: A pod for one command, seen to its end and taken away

  `kubectl run -i --rm` waits for its pod, shows what the container writes, ends as it ends, and deletes the pod. What stands on
  kubectl's standard input is all that the program reads: in a step there is no terminal.
  https://kubernetes.io/docs/reference/kubectl/generated/kubectl_run/

  Background:
    Given a cluster with 2 nodes
    And I run "kubectl create deployment web --image=nginx"
    And I run "kubectl expose deployment web --port=80"
    And within 20 seconds service "web" has 1 ready endpoint

  Scenario: The name of a Service, asked from inside
    When I run "kubectl run -it --rm --restart=Never --image=busybox:1.28.4 dns-test -- nslookup web"
    Then the command succeeds
    And it prints "web.default.svc.cluster.local"
    And it prints:
      """
      Server:    10.96.0.10
      Address 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local

      Name:      web
      Address 1: <any> web.default.svc.cluster.local
      pod "dns-test" deleted
      """
    And within 10 seconds pod "dns-test" is gone

  Scenario: A shell that is told what to do
    When I run "echo 'hostname; wget -q -O /dev/null web && echo served' | kubectl run -i --rm --restart=Never --image=busybox box -- sh"
    Then it prints:
      """
      box
      served
      pod "box" deleted
      """

  Scenario: A shell that nobody tells anything sees the end of its input
    When I run "kubectl run -i --tty --image busybox:1.28.4 dns-test --restart=Never --rm /bin/sh"
    Then it prints:
      """
      pod "dns-test" deleted
      """
    And the command succeeds

  Scenario: The code of the program is the code of the command
    When I run "kubectl run --attach --quiet --restart=Never --image=busybox sum -- sh -c 'echo no; exit 3'"
    Then the command fails with code 3
    And the command fails with "pod default/sum terminated (Error)"
    And pod "sum" is Failed

  Scenario: A pod that does not get to run in time
    Given image "shop/typo" is in no registry
    When I run "kubectl run -i --rm --restart=Never --image=shop/typo once --pod-running-timeout=10s"
    Then the command fails with "error: timed out waiting for the condition"
    And it prints 'pod "once" deleted'

  Scenario: Attached later, to what is written from then on
    Given I run "kubectl run clock --image=busybox -- sh -c 'echo started; while true; do sleep 10; echo tick; done'"
    And within 10 seconds pod "clock" is Ready
    When I run "kubectl attach clock"
    And 25 seconds pass
    Then it prints:
      """
      tick
      tick
      """
    When I run "kubectl attach nobody"
    Then the command fails with "pods \"nobody\" not found"
