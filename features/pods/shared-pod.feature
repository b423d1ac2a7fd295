@P03
Feature: The containers of a pod share its volumes and its network

  https://kubernetes.io/docs/concepts/workloads/pods/#resource-sharing-and-communication

  Background:
    Given a cluster with 1 node

  Rule: What one puts into a volume the other finds there

    Scenario: The war file is there before Tomcat starts
      Given the file "javaweb.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: javaweb-2}
        spec:
          initContainers:
            - name: war
              image: geektime/sample:v2
              command: ["cp", "/sample.war", "/app"]
              volumeMounts: [{mountPath: /app, name: app-volume}]
          containers:
            - name: tomcat
              image: geektime/tomcat:7.0
              command: ["sh", "-c", "/root/apache-tomcat-7.0.42-v2/bin/start.sh"]
              volumeMounts: [{mountPath: /root/apache-tomcat-7.0.42-v2/webapps, name: app-volume}]
              ports: [{containerPort: 8080, hostPort: 8001}]
          volumes: [{name: app-volume, emptyDir: {}}]
        """
      When I run "kubectl apply -f javaweb.yaml"
      Then within 20 seconds pod "javaweb-2" is Ready
      And file "/root/apache-tomcat-7.0.42-v2/webapps/sample.war" of pod "javaweb-2" exists

    Scenario: A sidecar reads the log that the application writes to a file
      Given the file "counter.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: counter}
        spec:
          containers:
            - name: count
              image: busybox
              args:
                - /bin/sh
                - -c
                - >
                  i=0;
                  while true;
                  do
                    echo "$i: $(date)" >> /var/log/1.log;
                    i=$((i+1));
                    sleep 1;
                  done
              volumeMounts: [{name: varlog, mountPath: /var/log}]
            - name: tail
              image: busybox
              args: [/bin/sh, -c, "tail -n+1 -f /var/log/1.log"]
              volumeMounts: [{name: varlog, mountPath: /var/log}]
          volumes: [{name: varlog, emptyDir: {}}]
        """
      When I run "kubectl apply -f counter.yaml"
      And 1 minute passes
      And I run "kubectl logs counter -c tail --tail=1"
      Then it prints "UTC 2025"
      When I run "kubectl logs counter -c count"
      Then it prints nothing

  Rule: They reach each other at localhost and have one address

    Scenario: The neighbour's server answers on localhost
      Given the file "pair.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: pair}
        spec:
          containers:
            - {name: web, image: nginx}
            - {name: client, image: busybox, command: [sleep, "3600"]}
        """
      And I run "kubectl apply -f pair.yaml"
      And within 10 seconds pod "pair" is Ready
      When I run "kubectl exec pair -c client -- wget -qO- http://localhost:80"
      Then it prints "Welcome to nginx!"
      When I run "kubectl exec pair -c client -- hostname -i"
      Then it prints "10.244.1.2"
      When I run "kubectl exec pair -c web -- hostname -i"
      Then it prints "10.244.1.2"

  Rule: Files outside the volumes are each container's own

    Scenario: /tmp is not shared
      Given the file "pair.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: pair}
        spec:
          containers:
            - {name: one, image: busybox, command: [sh, -c, "touch /tmp/mine; sleep 3600"]}
            - {name: two, image: busybox, command: [sleep, "3600"]}
        """
      When I run "kubectl apply -f pair.yaml"
      Then within 10 seconds pod "pair" is Ready
      And file "/tmp/mine" of container "one" of pod "pair" exists
      And file "/tmp/mine" of container "two" of pod "pair" does not exist
