Feature: Pitfalls: shutdown

  What people expect when a pod is asked to end, what happens, and the manifest that does what was expected.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Background:
    Given a cluster with 1 node

  @P09 @P10
  Rule: The preStop hook's time is taken out of the grace period

    Expected: the program has its 30 seconds when the hook is done. But the clock of the grace period starts before the
    hook, and a program that is still busy at the end is killed.
    https://github.com/kubernetes/kubernetes/issues/65496
    https://github.com/spring-projects/spring-boot/issues/26469

    Background:
      Given containers of image "shop/web" take 15 seconds to drain

    Scenario: A hook of 25 seconds leaves the program 5 of the 15 that it needs
      Given the manifests in "manifests/prestop-grace/default-grace.yaml"
      And within 30 seconds pod "shop" is Ready
      When I run "kubectl delete pod shop --wait=false"
      Then after exactly 30 seconds give or take 2 seconds container "shop" of pod "shop" has exited with code 137

    Scenario: A grace period for both lets it end
      Given the manifests in "manifests/prestop-grace/enough-grace.yaml"
      And within 30 seconds pod "shop" is Ready
      When I run "kubectl delete pod shop --wait=false"
      Then after exactly 40 seconds give or take 2 seconds container "shop" of pod "shop" has exited with code 0

  @P09
  Rule: A preStop command that the image does not have is no wait at all

    Expected: sleep waits, wherever it runs. But an image without programs of its own has no sleep; the hook fails, an
    event says so, and the container is stopped at once.
    https://github.com/coredns/helm/issues/43
    https://github.com/kubernetes/enhancements/pull/3961

    Scenario: FailedPreStopHook, and the end without delay
      Given the manifests in "manifests/no-shell/command.yaml"
      And within 30 seconds pod "whoami" is Ready
      When I run "kubectl delete pod whoami --wait=false"
      Then within 3 seconds pod "whoami" is gone
      And event "FailedPreStopHook" is recorded for pod "whoami"

    Scenario: The sleep action needs nothing of the image
      Given the manifests in "manifests/no-shell/action.yaml"
      And within 30 seconds pod "whoami" is Ready
      When I run "kubectl delete pod whoami --wait=false"
      Then for the next 9 seconds container "whoami" of pod "whoami" is running
      And within 4 seconds pod "whoami" is gone
      And event "FailedPreStopHook" is recorded 0 times for pod "whoami"

  @P10 @P16
  Rule: A shell that is process 1 keeps TERM to itself

    Expected: TERM reaches the server. But it goes to process 1, which is the shell that started the server; the shell
    waits for its child and does nothing, so all are killed after 30 seconds.
    https://github.com/mintel/dex-k8s-authenticator/pull/110

    Scenario: Thirty seconds, and killed
      Given the manifests in "manifests/shell-first/child.yaml"
      And within 30 seconds pod "web" is Ready
      When I run "kubectl delete pod web --wait=false"
      Then after exactly 30 seconds give or take 2 seconds container "web" of pod "web" has exited with code 137

    Scenario: exec makes the server process 1
      Given the manifests in "manifests/shell-first/exec.yaml"
      And within 30 seconds pod "web" is Ready
      When I run "kubectl delete pod web --wait=false"
      Then within 5 seconds container "web" of pod "web" has exited with code 0
