Feature: Pods as they were written for Kubernetes 1.13

  The first manifests that people met: hooks, probes, init containers, sidecars. They apply as they are, and do what was
  said of them then.

  Background:
    Given a cluster running Kubernetes 1.13 with 1 node

  Rule: Before its end, and before it serves

    @P09
    Scenario: nginx is asked to quit and does so long before its grace period is over
      Given the manifests in "manifests/quitting"
      And within 20 seconds pod "front-door" is Ready
      When I run "kubectl delete pod front-door --wait=false"
      Then within 2 seconds container "nginx" of pod "front-door" has exited with code 0
      And within 15 seconds pod "front-door" is gone
      And event "Killing" is recorded for pod "front-door"
      And never event "FailedPreStopHook" is recorded for pod "front-door"

    @P04 @P05 @P07
    Scenario: An open port lets the pod in, a dead page restarts it
      Port 80 is asked from second 5 on, the page from second 15 on. The page breaks after a minute and the port stays open,
      so the pod serves on until liveness has failed three times, twenty seconds apart.

      Given containers of image "shop/counter-web:1" serve HTTP on 80 and answer with 500 after 1 minute
      And the manifests in "manifests/both-probes"
      And within 10 seconds pod "counter-web" is Running
      Then for the next 4 seconds service "counter-web" has 0 ready endpoints
      And within 15 seconds service "counter-web" has 1 ready endpoint
      And for the next 1 minute 30 seconds service "counter-web" has 1 ready endpoint
      And pod "counter-web" has restarted 0 times
      And within 1 minute pod "counter-web" has restarted once
      And event "Unhealthy" is recorded for pod "counter-web" with message "Liveness probe failed: HTTP probe failed with statuscode: 500"

    @P02 @N07
    Scenario: The pod waits for a Service by its short name
      Given the manifests in "manifests/waiting/pod.yaml"
      When 10 minutes pass
      And I run "kubectl get pod till"
      Then it prints:
        """
        NAME   READY   STATUS     RESTARTS   AGE
        till   0/1     Init:0/1   0          10m
        """
      When I run "kubectl logs till -c wait-for-ledger --tail=1"
      Then it prints "no ledger yet"
      Given the manifests in "manifests/waiting/service"
      Then within 1 minute pod "till" is Ready

    @P02 @P03
    Scenario: The archive is in the server's folder before the server starts
      Given the manifests in "manifests/unpacking"
      Then within 20 seconds pod "menu" is Ready
      And before pod "menu" is Running, pod "menu" is Init:0/1
      And file "/opt/tomcat/webapps/menu.war" of container "tomcat" of pod "menu" exists
      When 5 seconds pass
      And I run "curl -s -o /dev/null -w %{http_code} http://192.0.2.1:8001"
      Then it prints "200"

    @P04
    Scenario: The shell without its sign of health is started again where it was
      Given the manifests in "manifests/liveness"
      And within 10 seconds pod "test-liveness-exec" is Ready
      When I run "kubectl get pod test-liveness-exec"
      Then it prints "1/1     Running   0"
      When 100 seconds pass
      And I run "kubectl get pod test-liveness-exec"
      Then it prints "1/1     Running   1"
      When I run "kubectl describe pod test-liveness-exec"
      Then it prints "Liveness:       exec [cat /tmp/healthy] delay=5s timeout=1s period=5s #success=1 #failure=3"
      And it prints "Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory"

    @P04
    Scenario: An API that answers 500 is restarted nine seconds later
      Given containers of image "shop/orders-api:1" serve HTTP on 8080 and answer with 500 after 1 minute
      And the manifests in "manifests/healthz"
      And within 10 seconds pod "orders-api" is Ready
      Then for the next 1 minute pod "orders-api" has restarted 0 times
      And within 15 seconds event "Killing" is recorded for pod "orders-api"
      And event "Unhealthy" is recorded at least 3 times for pod "orders-api"
      And within 40 seconds pod "orders-api" has restarted once
      When I run "kubectl describe pod orders-api"
      Then it prints "http-get http://:8080/healthz delay=3s timeout=1s period=3s #success=1 #failure=3"

  Rule: Beside the program

    @P03 @C02
    Scenario: Logs in files are the collector's to read, and kubectl logs shows none of them
      Given the manifests in "manifests/two-logs"
      And within 20 seconds pod "orders" is Ready
      When 1 minute passes
      And I run "kubectl logs orders -c till"
      Then it prints nothing
      When I run "kubectl exec orders -c collector -- tail -n 1 /var/log/audit.log"
      Then it prints "UTC 2025 INFO 6"
      And file "/etc/collector/collector.conf" of container "collector" of pod "orders" contains "path /var/log/audit.log"

    @P16
    Scenario: A greeting, and the same one with a proxy beside it
      Given the manifests in "manifests/greeting"
      When 20 seconds pass
      And I run "kubectl logs greeter"
      Then it prints:
        """
        Good morning!
        """
      When I run "kubectl logs greeter-in-mesh -c greeter"
      Then it prints "Good morning!"
      When I run "kubectl get pods -l app=greeter"
      Then it prints:
        """
        NAME              READY   STATUS    RESTARTS   AGE
        greeter           1/1     Running   0          <any>
        greeter-in-mesh   2/2     Running   0          <any>
        """
      And for the next 59 minutes pod "greeter" has restarted 0 times
      And within 2 minutes pod "greeter" has restarted once

    @C01
    Scenario: Containers that wait in a ConfigMap are text and nothing else
      Given the manifests in "manifests/injector"
      Then within 10 seconds pod "proxy-injector" is Ready
      When I run "kubectl get configmap proxy-injector -o jsonpath='{.data.config}'"
      Then it prints "- \"--settings /etc/proxy/proxy.json\""
      And {.spec.containers[*].name} of pod "proxy-injector" is "proxy-injector"

    @P14
    Scenario: What is written into /etc/hosts by hand is lost with the pod, the aliases come again
      Given the manifests in "manifests/known-hosts"
      And within 10 seconds pod "till-with-names" is Ready
      When I run "kubectl exec till-with-names -- sh -c 'echo 10.9.9.9 by-hand.remote >> /etc/hosts; cat /etc/hosts'"
      Then it prints "# Kubernetes-managed hosts file."
      And it prints "10.244.1.2	till-with-names"
      And it prints "10.20.30.40	safe.remote	bank.remote"
      And it prints "10.9.9.9 by-hand.remote"
      When I run "kubectl delete pod till-with-names"
      And the manifests in "manifests/known-hosts"
      Then within 10 seconds pod "till-with-names" is Ready
      When I run "kubectl exec till-with-names -- cat /etc/hosts"
      Then it prints "10.20.30.40	safe.remote	bank.remote"
      And it does not print "by-hand.remote"

  Rule: What a container asks for and what it may use

    @S01
    Scenario: The requests of both containers count on the node, not their limits
      Given containers of image "mysql" use 60 MiB of memory
      And the manifests in "manifests/blog"
      When 20 seconds pass
      And I run "kubectl get pods -o custom-columns=NAME:.metadata.name,CLASS:.status.qosClass,STATUS:.status.phase"
      Then it prints:
        """
        NAME     CLASS        STATUS
        blog     Burstable    Running
        pinned   Guaranteed   Running
        """
      When I run "kubectl describe node node-1"
      Then it prints "cpu                2500m (62%)  3 (75%)"

  Rule: What is left out has its default

    @A05
    Scenario: A port is TCP, the image is pulled, the container restarts
      Given the manifests in "manifests/site"
      Then within 10 seconds pod "site" is Ready
      And {.spec.containers[0].ports[0].protocol} of pod "site" is "TCP"
      And {.spec.containers[0].imagePullPolicy} of pod "site" is "Always"
      And {.spec.restartPolicy} of pod "site" is "Always"
      And {.spec.terminationGracePeriodSeconds} of pod "site" is "30"
