@P02
Feature: Init containers run before the pod's own, one after the other, each to its end

  https://kubernetes.io/docs/concepts/workloads/pods/init-containers/

  Background:
    Given a cluster with 1 node

  Rule: They run in order and the next waits for the one before

    Scenario: Three steps of ten seconds, then the application
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: stepwise}
        spec:
          initContainers:
            - {name: first, image: busybox, command: [sh, -c, "sleep 10; echo first >> /work/order"], volumeMounts: [{name: work, mountPath: /work}]}
            - {name: second, image: busybox, command: [sh, -c, "sleep 10; echo second >> /work/order"], volumeMounts: [{name: work, mountPath: /work}]}
            - {name: third, image: busybox, command: [sh, -c, "sleep 10; echo third >> /work/order"], volumeMounts: [{name: work, mountPath: /work}]}
          containers:
            - {name: main, image: busybox, command: [sh, -c, "cat /work/order; sleep 86400"], volumeMounts: [{name: work, mountPath: /work}]}
          volumes: [{name: work, emptyDir: {}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds pod "stepwise" is Init:0/3
      And for the next 10 seconds pod "stepwise" is Init:0/3
      And within 6 seconds pod "stepwise" is Init:1/3
      And for the next 9 seconds pod "stepwise" is Init:1/3
      And within 4 seconds pod "stepwise" is Init:2/3
      And within 20 seconds pod "stepwise" is Ready
      When I run "kubectl logs stepwise"
      Then it prints:
        """
        first
        second
        third
        """

  Rule: A failing one is retried by the restart policy

    Scenario: Under Always it is retried with growing waits, and the pod never starts
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: stuck}
        spec:
          initContainers:
            - {name: fails, image: busybox, command: ["false"]}
          containers:
            - {name: main, image: busybox, command: [sleep, "86400"]}
        """
      When I run "kubectl apply -f pod.yaml"
      And 5 minutes pass
      And I run "kubectl get pod stuck"
      Then it prints "0/1     Init:CrashLoopBackOff"
      And pod "stuck" is Pending
      And pod "stuck" is never Running

    Scenario: Under Never the whole pod fails
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: given-up}
        spec:
          restartPolicy: Never
          initContainers:
            - {name: fails, image: busybox, command: ["false"]}
          containers:
            - {name: main, image: busybox, command: [sleep, "86400"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "given-up" is Failed
      When I run "kubectl get pod given-up"
      Then it prints "0/1     Init:Error"

  Rule: They are the place to wait for a service by its name

    Scenario: The pod starts when the service it needs is there
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: myapp}
        spec:
          initContainers:
            - name: init-myservice
              image: busybox
              command: [sh, -c, "until nslookup myservice.default.svc.cluster.local; do echo waiting for myservice; sleep 2; done"]
          containers:
            - {name: main, image: busybox, command: [sh, -c, "echo The app is running! && sleep 3600"]}
        """
      And the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: myservice}
        spec:
          ports: [{protocol: TCP, port: 80, targetPort: 9376}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 5 minutes pod "myapp" is Pending
      When I run "kubectl apply -f service.yaml"
      Then within 1 minute pod "myapp" is Ready
      When I run "kubectl logs myapp -c init-myservice"
      Then it prints "waiting for myservice"

  Rule: They have no probes

    Scenario: A readiness probe on an init container is refused
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          initContainers:
            - {name: init, image: busybox, readinessProbe: {exec: {command: ["true"]}}}
          containers:
            - {name: main, image: busybox}
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "spec.initContainers[0].readinessProbe: "
