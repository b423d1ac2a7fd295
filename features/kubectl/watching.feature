@F06
Feature: Commands that show what happens go on while the scenario does

  `kubectl get -w`, `kubectl events -w`, `kubectl logs -f` have no end of their own. The step that runs one goes on as soon as it
  has shown what is there; what it prints later is there to be asked for, until Ctrl-C, or the end of the scenario.
  https://kubernetes.io/docs/reference/kubectl/generated/kubectl_get/

  Background:
    Given a cluster with 2 nodes

  Rule: get -w

    @A03
    Scenario: A line for each change of each pod
      Given I run "kubectl create deployment web --image=nginx"
      When I run "kubectl get pods -l app=web -w"
      And within 20 seconds deployment "web" has 1 available replica
      And 1 minute passes
      And I run "kubectl delete deployment web"
      Then within 1 minute there are no pods with label "app=web"
      And command "kubectl get pods -l app=web -w" has printed:
        """
        NAME …      READY   STATUS              RESTARTS   AGE
        web-<any>   0/1     ContainerCreating   0          0s
        web-<any>   1/1     Running             0          4s
        web-<any>   1/1     Terminating         0          <any>
        web-<any>   0/1     Completed           0          <any>
        web-<any>   0/1     Completed           0          <any>
        web-<any>   0/1     Completed           0          <any>
        """

    Scenario: It sees no further than its selector, and stops when told to
      Given I run "kubectl get configmaps -l kind=cake --watch"
      When I run "kubectl create configmap lamp"
      And I run "kubectl label configmap lamp kind=cake"
      And I run "kubectl label configmap lamp kind-"
      And I run "kubectl annotate configmap lamp shade=red"
      Then command "kubectl get configmaps -l kind=cake --watch" has printed:
        """
        NAME   DATA   AGE
        lamp   0      0s
        lamp   0      0s
        """
      When I stop "kubectl get configmaps -l kind=cake --watch"
      And I run "kubectl label configmap lamp kind=cake"
      Then command "kubectl get configmaps -l kind=cake --watch" has ended
      And command "kubectl get configmaps -l kind=cake --watch" has printed:
        """
        NAME   DATA   AGE
        lamp   0      0s
        lamp   0      0s
        """

    Scenario: Only what changes, with the kind of the change
      Given I run "kubectl create configmap lamp"
      When I run "kubectl get configmaps --watch-only --output-watch-events"
      And I run "kubectl create configmap desk"
      And I run "kubectl label configmap lamp shade=red"
      And I run "kubectl delete configmap desk"
      Then command "kubectl get configmaps --watch-only --output-watch-events" has printed:
        """
        EVENT   NAME   DATA   AGE
        ADDED   desk   0      0s
        MODIFIED   lamp   0      <any>
        DELETED    desk   0      <any>
        """

    Scenario: What stands behind it in a pipe sees each line as it comes
      Given I run "kubectl get pods -w | grep Running"
      Then it prints nothing
      When I run "kubectl run tea --image=nginx"
      Then within 20 seconds command "kubectl get pods -w | grep Running" has printed "tea    1/1     Running"

    Scenario: The server closes a watch after half an hour to an hour, and kubectl does not begin anew
      Given I run "kubectl get nodes -w"
      Then after exactly 45 minutes give or take 15 minutes command "kubectl get nodes -w" has ended
      And the command succeeds

  Rule: events -w

    Scenario: Events as they are recorded
      Given I run "kubectl events -w --types=Normal"
      When I run "kubectl run tea --image=nginx"
      Then within 20 seconds command "kubectl events -w --types=Normal" has printed "Started"
      And command "kubectl events -w --types=Normal" has printed "Scheduled        Pod/tea       Successfully assigned default/tea to node-"

  Rule: logs -f

    Scenario: A log that grows
      Given I run "kubectl run clock --image=busybox -- sh -c 'while true; do echo tick; sleep 10; done'"
      And within 10 seconds pod "clock" is Ready
      When I run "kubectl logs -f clock"
      Then it prints:
        """
        tick
        """
      When 20 seconds pass
      Then it prints:
        """
        tick
        tick
        tick
        """

    Scenario: Two pods side by side, each line with where it is from
      Given I run "kubectl create deployment clock --image=busybox --replicas=2 -- sh -c 'while true; do echo tick; sleep 10; done'"
      And within 20 seconds deployment "clock" has 2 available replicas
      When I run "kubectl logs -f -l app=clock --prefix --tail=0"
      And 11 seconds pass
      Then it prints:
        """
        [pod/clock-<any>/busybox] tick
        [pod/clock-<any>/busybox] tick
        """

    Scenario: The log of a container that ends is followed to its end
      Given I run "kubectl run calc --image=busybox --restart=Never -- sh -c 'for i in 1 2 3; do echo $i; sleep 5; done'"
      And within 10 seconds pod "calc" is Ready
      When I run "kubectl logs -f calc"
      Then it prints:
        """
        1
        2
        3
        """
      And the command succeeds

  Rule: Any command can be started and left to itself

    Scenario: A rollout is waited for while something else happens
      Given I run "kubectl create deployment web --image=nginx --replicas=2"
      When I start "kubectl rollout status deployment/web --timeout=1m"
      And I run "kubectl rollout pause deployment web"
      Then within 20 seconds command "kubectl rollout status deployment/web --timeout=1m" has ended
      And command "kubectl rollout status deployment/web --timeout=1m" has printed 'deployment "web" successfully rolled out'

    Scenario: What fails in the background fails the scenario unless a step speaks of it
      When I start "kubectl wait --for=condition=Ready pod/tea --timeout=5s"
      Then the command fails with "pods \"tea\" not found"
