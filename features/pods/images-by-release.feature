@P13
Feature: What is said of a pull that fails depends on the release and its container runtime
  Docker until 1.23, containerd from 1.24 on.
  https://kubernetes.io/docs/setup/production-environment/container-runtimes/

  Scenario Outline: A tag that is not there, on <release>
    Given a cluster running Kubernetes <release> with 1 node
    And image "nginx:typo" is in no registry
    When I run "kubectl run web --image=nginx:typo"
    And 5 seconds pass
    Then event "Failed" is recorded for pod "web" with message "<words>"
    And {.status.nodeInfo.containerRuntimeVersion} of node "node-1" contains "<runtime>://"

    Examples:
      | release | runtime    | words                                                                                                                                                       |
      | 1.20    | docker     | rpc error: code = Unknown desc = Error response from daemon: manifest for nginx:typo not found: manifest unknown |
      | 1.28    | containerd | rpc error: code = NotFound desc = failed to pull and unpack image |

  Scenario Outline: Docker Hub does not tell a private repository from one that is not there, on <release>
    Given a cluster running Kubernetes <release> with 1 node
    And image "shop/wbe" is in no registry
    When I run "kubectl run web --image=shop/wbe:1"
    And 5 seconds pass
    Then event "Failed" is recorded for pod "web" with message "<words>"

    Examples:
      | release | words                                                                                                                      |
      | 1.20    | Error response from daemon: pull access denied for shop/wbe, repository does not exist or may require 'docker login'       |
      | 1.28    | pull access denied, repository does not exist or may require authorization: server message: insufficient_scope              |

  Scenario: From 1.32 on the waiting state repeats why the last pull failed
    Given a cluster running Kubernetes 1.32 with 1 node
    And registry "reg.io" is down
    When I run "kubectl run web --image=reg.io/web:1"
    And within 1 minute pod "web" is ImagePullBackOff
    Then {.status.containerStatuses[0].state.waiting.message} of pod "web" contains "ErrImagePull: rpc error: code = Unknown desc = failed to pull and unpack image"
    And {.status.containerStatuses[0].state.waiting.message} of pod "web" contains "dial tcp 203.0.113.1:443: connect: connection refused"

  Scenario: Before, it says no more than that it waits
    Given a cluster running Kubernetes 1.31 with 1 node
    And registry "reg.io" is down
    When I run "kubectl run web --image=reg.io/web:1"
    And within 1 minute pod "web" is ImagePullBackOff
    Then {.status.containerStatuses[0].state.waiting.message} of pod "web" contains "Back-off pulling image"
    And {.status.containerStatuses[0].state.waiting.message} of pod "web" does not contain "ErrImagePull"

  Scenario Outline: A program that is not in the image, on <release>
    Given a cluster running Kubernetes <release> with 1 node
    When I run "kubectl run web --image=busybox --restart=Never --command -- no-such-program"
    Then within 10 seconds pod "web" is <word>
    And {.status.containerStatuses[0].state.terminated.exitCode} of pod "web" is "<code>"
    And event "Failed" is recorded for pod "web" with message "<words>"

    Examples:
      | release | word               | code | words                                                                                                |
      | 1.20    | ContainerCannotRun | 127  | Error response from daemon: OCI runtime create failed: container_linux.go     |
      | 1.28    | StartError         | 128  | Error: failed to create containerd task: failed to create shim task: OCI runtime create failed        |
