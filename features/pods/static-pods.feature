@P12
Feature: Static pods: a kubelet runs what lies in its manifest folder, and asks nobody

  Each file in /etc/kubernetes/manifests of a node is a pod of that node. The API shows a mirror of it, and no more.
  https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/

  Background:
    Given a cluster with 2 nodes
    And the manifest folder of node "node-1" holds "web.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec:
        terminationGracePeriodSeconds: 5
        containers:
          - name: web
            image: busybox
            command: [sh, -c, "echo started; sleep 100000"]
      """

  Rule: The pod bears the node's name, and its mirror says where it comes from

    Scenario: It runs on that node without a scheduler
      Given kube-scheduler stops
      And kube-controller-manager stops
      Then within 10 seconds pod "web-node-1" is Running
      And {.spec.nodeName} of pod "web-node-1" is "node-1"
      And {.metadata.labels.app} of pod "web-node-1" is "web"
      And {.metadata.annotations.kubernetes\.io/config\.source} of pod "web-node-1" is "file"
      And {.metadata.annotations.kubernetes\.io/config\.seen} of pod "web-node-1" is "2025-01-01T00:00:00Z"
      When I run "kubectl get pods -o wide"
      Then it prints "web-node-1   1/1     Running"
      And there is exactly 1 pod on node "node-1"

    Scenario: The mirror carries the hash by which the kubelet knows the pod, and belongs to the Node
      Given within 10 seconds pod "web-node-1" is Running
      Then {.metadata.annotations.kubernetes\.io/config\.hash} of pod "web-node-1" is not empty
      And {.metadata.annotations.kubernetes\.io/config\.mirror} of pod "web-node-1" is not empty
      When I run "kubectl describe pod web-node-1"
      Then it prints "Controlled By:  Node/node-1"
      And it prints "Tolerations:                  :NoExecute op=Exists"
      And it prints "Normal  Started"

    Scenario: Logs and commands reach the pod through its mirror
      Given within 10 seconds pod "web-node-1" is Running
      When I run "kubectl logs web-node-1"
      Then it prints:
        """
        started
        """
      When I run "kubectl exec web-node-1 -- hostname"
      Then it prints:
        """
        web-node-1
        """

    Scenario: Its priority class is resolved for the mirror alone
      When the manifest folder of node "node-2" holds "agent.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: agent, namespace: kube-system}
        spec: {priorityClassName: system-node-critical, containers: [{name: agent, image: nginx}]}
        """
      Then within 10 seconds pod "kube-system/agent-node-2" is Running
      And {.spec.priority} of pod "kube-system/agent-node-2" is "2000001000"

  Rule: A node makes room for its static pods

    Background:
      Given the file "full.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: small}
        spec: {nodeName: node-2, terminationGracePeriodSeconds: 3, containers: [{name: a, image: busybox, command: [sleep, "100000"], resources: {requests: {cpu: "1"}}}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: large}
        spec: {nodeName: node-2, terminationGracePeriodSeconds: 3, containers: [{name: a, image: busybox, command: [sleep, "100000"], resources: {requests: {cpu: "2"}}}]}
        """
      And I run "kubectl apply -f full.yaml"
      And within 10 seconds pod "small" is Running
      And within 10 seconds pod "large" is Running

    Scenario: It ends as few others as will do, and begins when they are gone
      When the manifest folder of node "node-2" holds "agent.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: agent}
        spec: {containers: [{name: agent, image: nginx, resources: {requests: {cpu: 1500m}}}]}
        """
      Then within 1 second event "Preempting" is recorded for pod "small" with message "Preempted in order to admit critical pod"
      And within 6 seconds {.status.phase} of pod "small" is "Failed"
      And {.status.reason} of pod "small" is "Preempting"
      And pod "small" has condition "DisruptionTarget" "True" with reason "TerminationByKubelet"
      And within 10 seconds pod "agent-node-2" is Running
      And for the next 5 minutes pod "large" is Running

    Scenario: What cannot be had even so is refused, and nobody is ended for it
      When the manifest folder of node "node-2" holds "huge.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: huge}
        spec: {containers: [{name: huge, image: nginx, resources: {requests: {cpu: "5"}}}]}
        """
      Then for the next 5 minutes pod "huge-node-2" does not exist
      And pod "small" is Running
      And pod "large" is Running

  Rule: Nobody deletes it through the API

    Scenario: The mirror comes back at once, and the container has not noticed
      Given within 10 seconds pod "web-node-1" is Running
      When I run "kubectl delete pod web-node-1"
      Then the command succeeds
      And within 1 second pod "web-node-1" exists
      And within 15 seconds pod "web-node-1" is Running
      And pod "web-node-1" has restarted at most 0 times
      And pod "web-node-1" has logged "started" once

    Scenario: By force neither
      Given within 10 seconds pod "web-node-1" is Running
      When I run "kubectl delete pod web-node-1 --grace-period=0 --force"
      Then within 15 seconds pod "web-node-1" is Running
      And pod "web-node-1" has logged "started" once

    Scenario: Without a Node there is no mirror; the pod runs on, and is shown again when the node registers
      Given within 10 seconds pod "web-node-1" is Running
      When I run "kubectl delete node node-1"
      Then within 1 minute pod "web-node-1" is gone
      When the kubelet of node "node-1" stops
      And the kubelet of node "node-1" starts again
      Then within 15 seconds pod "web-node-1" is Running
      And pod "web-node-1" has restarted at most 0 times
      And pod "web-node-1" has logged "started" once

    Scenario: A drain and a taint leave it alone
      Given within 10 seconds pod "web-node-1" is Running
      When I run "kubectl drain node-1"
      Then the command succeeds
      When I run "kubectl taint node node-1 broken=yes:NoExecute"
      Then for the next 5 minutes pod "web-node-1" is Running
      And pod "web-node-1" has logged "started" once

  Rule: The kubelet alone keeps it running

    Scenario: A container that ends is started again behind a partition
      Given within 10 seconds pod "web-node-1" is Running
      When node "node-1" loses its network to the API server
      And container "web" of pod "web-node-1" crashes
      And 1 minute passes
      Then pod "web-node-1" has restarted at most 0 times
      And pod "web-node-1" has logged "started" twice
      When node "node-1" has its network to the API server back
      Then within 5 seconds pod "web-node-1" has restarted once

    Scenario: A pod that begins behind a partition is shown afterwards
      When node "node-2" loses its network to the API server
      And the manifest folder of node "node-2" holds "late.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: late}
        spec: {containers: [{name: late, image: busybox, command: [sh, -c, "date -u +%T; sleep 100000"]}]}
        """
      And 2 minutes pass
      Then pod "late-node-2" does not exist
      When node "node-2" has its network to the API server back
      Then within 100 seconds pod "late-node-2" is Running
      And pod "late-node-2" has logged "00:00:0"

    Scenario: The machine reboots while the control plane is away
      Given within 10 seconds pod "web-node-1" is Running
      And kube-controller-manager stops
      And kube-scheduler stops
      When node "node-1" reboots
      Then within 2 minutes pod "web-node-1" has restarted once
      And pod "web-node-1" is Running

  Rule: The manifest decides

    Scenario: A changed manifest is another pod: the old one ends, then the new one begins
      Given within 10 seconds pod "web-node-1" is Running
      When the manifest folder of node "node-1" holds "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: shop}}
        spec:
          containers:
            - name: web
              image: busybox
              command: [sh, -c, "echo begun; sleep 100000"]
        """
      Then for the next 4 seconds {.metadata.labels.app} of pod "web-node-1" is "web"
      And within 25 seconds {.metadata.labels.app} of pod "web-node-1" is "shop"
      And within 15 seconds pod "web-node-1" is Running
      And pod "web-node-1" has restarted at most 0 times
      And pod "web-node-1" has logged "begun" once

    Scenario: A file that is removed takes its pod along, after the grace period
      Given within 10 seconds pod "web-node-1" is Running
      When the file "web.yaml" is removed from the manifest folder of node "node-1"
      Then event "Killing" is recorded for pod "web-node-1"
      And after exactly 7 seconds give or take 2 seconds pod "web-node-1" is gone
      And for the next 5 minutes pod "web-node-1" does not exist

    Scenario: The same file, back after a minute
      Given the file "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: web, image: nginx}]}
        """
      And the file "web.yaml" is put into the manifest folder of node "node-2"
      And within 10 seconds pod "web-node-2" is Running
      When the file "web.yaml" is removed from the manifest folder of node "node-2"
      And 1 minute passes
      Then pod "web-node-2" does not exist
      When the file "web.yaml" is put into the manifest folder of node "node-2"
      Then within 10 seconds pod "web-node-2" is Running

    Scenario: What happens to the folder while the kubelet is away, it finds when it starts
      Given within 10 seconds pod "web-node-1" is Running
      When the kubelet of node "node-1" stops
      And the file "web.yaml" is removed from the manifest folder of node "node-1"
      And 1 minute passes
      Then pod "web-node-1" is Running
      When the kubelet of node "node-1" starts again
      Then within 15 seconds pod "web-node-1" is gone
      And event "Killing" is recorded for pod "web-node-1"

    Scenario: A pod that has the folder mounted may put one there
      Given the file "writer.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: writer}
        spec:
          nodeName: node-2
          restartPolicy: Never
          containers:
            - name: writer
              image: busybox
              command: [sh, -c, "echo '{apiVersion: v1, kind: Pod, metadata: {name: planted}, spec: {containers: [{name: a, image: nginx}]}}' > /manifests/planted.yaml"]
              volumeMounts: [{name: manifests, mountPath: /manifests}]
          volumes: [{name: manifests, hostPath: {path: /etc/kubernetes/manifests}}]
        """
      When I run "kubectl apply -f writer.yaml"
      Then within 20 seconds pod "planted-node-2" is Running

    Scenario: A manifest that gets broken loses its pod with the kubelet's next look at the folder
      Given within 10 seconds pod "web-node-1" is Running
      When the manifest folder of node "node-1" holds "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: []}
        """
      Then the kubelet of node "node-1" has logged "invalid pod: [spec.containers: Required value]"
      And pod "web-node-1" is Running
      And within 30 seconds pod "web-node-1" is gone

  Rule: What is no pod is told to the kubelet's log, and to nobody else

    Scenario Outline: <what>
      When the manifest folder of node "node-2" holds "bad.yaml":
        """
        <text>
        """
      Then within 30 seconds the kubelet of node "node-2" has logged "<says>"
      And there are exactly 0 pods on node "node-2"

      Examples:
        | what                   | text                                                                                                  | says                                            |
        | No YAML                | {kind: Pod                                                                                            | /bad.yaml: couldn't parse as pod(yaml: line 1:  |
        | Another kind           | {apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}                                          | invalid pod: apps/v1 Deployment                 |
        | No name                | {apiVersion: v1, kind: Pod, metadata: {}, spec: {containers: [{name: a, image: a}]}}                  | invalid pod: name is needed for the pod         |
        | A Secret of the API    | {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {imagePullSecrets: [{name: s}], containers: [{name: a, image: a}]}} | static pods may not reference secrets |
        | A claim                | {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {volumes: [{name: v, persistentVolumeClaim: {claimName: c}}], containers: [{name: a, image: a}]}} | static pods may not reference persistentvolumeclaims |
        | A service account      | {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {serviceAccountName: s, containers: [{name: a, image: a}]}} | static pods may not reference serviceaccounts |

    Scenario: The mirror waits for its namespace
      When the manifest folder of node "node-2" holds "a.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a, namespace: shop}
        spec: {containers: [{name: a, image: busybox, command: [sh, -c, "date -u +%T; sleep 100000"]}]}
        """
      And 2 minutes pass
      Then the kubelet of node "node-2" has logged "Failed creating a mirror pod"
      When I run "kubectl create namespace shop"
      Then within 100 seconds pod "shop/a-node-2" is Running
      And pod "shop/a-node-2" has logged "00:00:0"

  Rule: A kubelet may read pods from a URL as well, every 20 seconds

    Background:
      Given "http://config.example/pods.yaml" serves:
        """
        apiVersion: v1
        kind: PodList
        items:
          - {metadata: {name: one}, spec: {containers: [{name: one, image: nginx}]}}
          - {metadata: {name: two}, spec: {containers: [{name: two, image: nginx}]}}
        """
      And the kubelet of node "node-2" reads pods from "http://config.example/pods.yaml"

    Scenario: A list of them; they have no toleration of their own
      Then within 10 seconds pod "one-node-2" is Running
      And within 5 seconds pod "two-node-2" is Running
      And {.metadata.annotations.kubernetes\.io/config\.source} of pod "one-node-2" is "http"
      When I run "kubectl describe pod one-node-2"
      Then it prints "node.kubernetes.io/not-ready:NoExecute op=Exists for 300s"

    Scenario: Another answer counts from the next question on
      Given within 10 seconds pod "two-node-2" is Running
      When "http://config.example/pods.yaml" serves:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: one}
        spec: {containers: [{name: one, image: "nginx:1.27"}]}
        """
      Then within 60 seconds pod "two-node-2" is gone
      And within 60 seconds {.spec.containers[0].image} of pod "one-node-2" is "nginx:1.27"

    Scenario: No answer leaves them as they are
      Given within 10 seconds pod "one-node-2" is Running
      When "http://config.example/pods.yaml" serves nothing any more
      Then for the next 5 minutes pod "one-node-2" is Running
      And the kubelet of node "node-2" has logged "Failed to read pods from URL"
