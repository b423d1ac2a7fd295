@C05
Feature: Pods can read about themselves

  https://kubernetes.io/docs/concepts/workloads/pods/downward-api/

  Background:
    Given a cluster with 1 node

  Rule: Labels and annotations are files that follow changes

    Scenario: The notes' labels, one a line, quoted and sorted
      Given the file "dapi-volume.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: test-downwardapi-volume
          labels: {zone: us-est-coast, cluster: test-cluster1, rack: rack-22}
          annotations: {build: two, builder: john-doe}
        spec:
          containers:
            - name: client-container
              image: k8s.gcr.io/busybox
              command: ["sh", "-c"]
              args:
                - while true; do
                    if [[ -e /etc/podinfo/labels ]]; then
                      echo -en '\n\n'; cat /etc/podinfo/labels; fi;
                    sleep 5;
                  done;
              volumeMounts: [{name: podinfo, mountPath: /etc/podinfo, readOnly: false}]
          volumes:
            - name: podinfo
              projected:
                sources:
                  - downwardAPI:
                      items:
                        - {path: labels, fieldRef: {fieldPath: metadata.labels}}
                        - {path: annotations, fieldRef: {fieldPath: metadata.annotations}}
        """
      When I run "kubectl create -f dapi-volume.yaml"
      Then within 10 seconds pod "test-downwardapi-volume" is Ready
      When I run "kubectl exec test-downwardapi-volume -- cat /etc/podinfo/labels"
      Then it prints:
        """
        cluster="test-cluster1"
        rack="rack-22"
        zone="us-est-coast"
        """
      And pod "test-downwardapi-volume" has logged "rack-22"
      And file "/etc/podinfo/annotations" of pod "test-downwardapi-volume" contains "john-doe"
      When I run "kubectl label pod test-downwardapi-volume rack=rack-23 --overwrite"
      Then within 2 minutes file "/etc/podinfo/labels" of pod "test-downwardapi-volume" contains "rack-23"

  Rule: Name, namespace, node, addresses, account and uid are variables

    Scenario: All fields that a variable can have
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: me, labels: {app: mine}, annotations: {note: hello}}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "env | grep MY_ | sort; sleep 3600"]
              env:
                - {name: MY_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: MY_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
                - {name: MY_UID, valueFrom: {fieldRef: {fieldPath: metadata.uid}}}
                - {name: MY_APP, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}
                - {name: MY_NOTE, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['note']"}}}
                - {name: MY_NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                - {name: MY_ACCOUNT, valueFrom: {fieldRef: {fieldPath: spec.serviceAccountName}}}
                - {name: MY_HOST_IP, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}
                - {name: MY_POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "me" is Ready
      And pod "me" has logged "MY_NAME=me"
      And pod "me" has logged "MY_NAMESPACE=default"
      And pod "me" has logged "MY_APP=mine"
      And pod "me" has logged "MY_NOTE=hello"
      And pod "me" has logged "MY_NODE=node-1"
      And pod "me" has logged "MY_ACCOUNT=default"
      And pod "me" has logged "MY_HOST_IP=192.0.2.1"
      And {.status.podIP} of pod "me" is "10.244.1.2"
      And pod "me" has logged "MY_POD_IP=10.244.1.2"
      And {.metadata.uid} of pod "me" is not empty
      And pod "me" has logged "MY_UID="

  Rule: Requests and limits are numbers in a chosen unit

    Scenario: 64Mi in bytes and in mebibytes, half a CPU rounded up
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: sized}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "env | grep MY_ | sort; sleep 3600"]
              resources: {requests: {cpu: 250m, memory: 64Mi}, limits: {cpu: 500m, memory: 128Mi}}
              env:
                - {name: MY_CPU_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
                - {name: MY_CPU_REQUEST_MILLI, valueFrom: {resourceFieldRef: {resource: requests.cpu, divisor: 1m}}}
                - {name: MY_MEMORY_REQUEST, valueFrom: {resourceFieldRef: {resource: requests.memory}}}
                - {name: MY_MEMORY_LIMIT_MI, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "sized" is Ready
      When I run "kubectl logs sized"
      Then it prints:
        """
        MY_CPU_LIMIT=1
        MY_CPU_REQUEST_MILLI=250
        MY_MEMORY_LIMIT_MI=128
        MY_MEMORY_REQUEST=67108864
        """

    Scenario: Without a limit it is what the node has to give
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: unsized}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "echo cpus=$MY_CPU_LIMIT; sleep 3600"]
              env: [{name: MY_CPU_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "unsized" is Ready
      And pod "unsized" has logged "cpus=4"

  Rule: Files show the pod's metadata and its containers' resources, not its place

    Scenario: Each in a file of its own, with modes
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: me, labels: {app: mine}, annotations: {note: "two words"}}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "3600"]
              resources: {requests: {cpu: 250m, memory: 64Mi, ephemeral-storage: 1Gi}, limits: {cpu: 1500m, memory: 128Mi}}
              volumeMounts: [{name: me, mountPath: /me}]
          volumes:
            - name: me
              downwardAPI:
                defaultMode: 0400
                items:
                  - {path: name, fieldRef: {fieldPath: metadata.name}}
                  - {path: namespace, fieldRef: {fieldPath: metadata.namespace}}
                  - {path: labels, fieldRef: {fieldPath: metadata.labels}}
                  - {path: app, fieldRef: {fieldPath: "metadata.labels['app']"}}
                  - {path: annotations/note, fieldRef: {fieldPath: "metadata.annotations['note']"}}
                  - {path: cpu/limit, resourceFieldRef: {containerName: main, resource: limits.cpu}}
                  - {path: cpu/request, mode: 0444, resourceFieldRef: {containerName: main, resource: requests.cpu, divisor: 1m}}
                  - {path: memory/limit, resourceFieldRef: {containerName: main, resource: limits.memory, divisor: 1Mi}}
                  - {path: disk/request, resourceFieldRef: {containerName: main, resource: requests.ephemeral-storage, divisor: 1Gi}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "me" is Ready
      And file "/me/name" of pod "me" is "me"
      And file "/me/namespace" of pod "me" is "default"
      And file "/me/app" of pod "me" is "mine"
      And file "/me/annotations/note" of pod "me" is "two words"
      And file "/me/cpu/limit" of pod "me" is "2"
      And file "/me/cpu/request" of pod "me" is "250"
      And file "/me/memory/limit" of pod "me" is "128"
      And file "/me/disk/request" of pod "me" is "1"
      When I run "kubectl exec me -- sh -c 'ls -lL /me/name /me/cpu/request'"
      Then it prints "-r--------"
      And it prints "-r--r--r--"

    Scenario: The node and the address are for variables only
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: me}
        spec:
          containers: [{name: main, image: busybox, volumeMounts: [{name: me, mountPath: /me}]}]
          volumes: [{name: me, downwardAPI: {items: [{path: node, fieldRef: {fieldPath: spec.nodeName}}]}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "fieldRef.fieldPath: Unsupported value"

  Rule: Other fields cannot be read

    Scenario: status.phase is refused
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          containers:
            - name: main
              image: busybox
              env: [{name: PHASE, valueFrom: {fieldRef: {fieldPath: status.phase}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "valueFrom.fieldRef.fieldPath: Unsupported value: \"status.phase\""
