@P07
Feature: A TCP probe sees an open port and nothing else

  The advice that follows: give every container both probes, ask what the service itself can answer, and let readiness
  notice trouble before liveness does.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-tcp-liveness-probe

  Background:
    Given a cluster with 2 nodes
    And containers of image "shop/api" serve HTTP on 8080 and answer with 500 after 2 minutes

  Rule: A broken service behind an open port passes

    Scenario: Errors for hours, and the pod stays in its service
      Given the file "api.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: api}
        spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: api, labels: {app: api}}
        spec:
          containers:
            - name: api
              image: shop/api
              ports: [{containerPort: 8080}]
              readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 5}
              livenessProbe: {tcpSocket: {port: 8080}, periodSeconds: 10}
        """
      When I run "kubectl apply -f api.yaml"
      And 10 seconds pass
      Then for the next 3 hours service "api" has 1 ready endpoint
      And pod "api" has restarted 0 times
      When I run "kubectl exec api -- wget -qO- http://localhost:8080/"
      Then the command fails with "500"

  Rule: An HTTP probe of the same service notices

    Scenario: Readiness every 5 seconds, liveness every 20: out of service first, restarted later
      Given the file "api.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: api}
        spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: api, labels: {app: api}}
        spec:
          containers:
            - name: api
              image: shop/api
              ports: [{containerPort: 8080}]
              readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 5, failureThreshold: 2}
              livenessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 20, failureThreshold: 3}
        """
      When I run "kubectl apply -f api.yaml"
      Then within 10 seconds service "api" has 1 ready endpoint
      And for the next 1 minute 50 seconds service "api" has 1 ready endpoint
      And within 20 seconds service "api" has 0 ready endpoints
      And pod "api" has restarted 0 times
      And within 1 minute pod "api" has restarted 1 time
      And within 10 seconds service "api" has 1 ready endpoint

  Rule: A program that never gets ready has its port open; one that listens on nothing has not

    Scenario Outline: It <does>, asked by <probe>: <count> of 1
      Given containers of image "shop/slow" <does>
      And the file "slow.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: slow}
        spec: {selector: {app: slow}, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: slow, labels: {app: slow}}
        spec:
          containers:
            - name: slow
              image: shop/slow
              ports: [{containerPort: 8080}]
              readinessProbe: {<probe>: {port: 8080}, periodSeconds: 5}
        """
      When I run "kubectl apply -f slow.yaml"
      And 30 seconds pass
      Then for the next 1 hour service "slow" has <count> ready endpoints

      Examples:
        | does              | probe     | count |
        | never get ready   | tcpSocket | 1     |
        | never get ready   | httpGet   | 0     |
        | listen on nothing | tcpSocket | 0     |

  Rule: A process that has ended closes its port, which a TCP probe does see

    Scenario: Nothing listens any more
      Given containers of image "shop/closing" listen on nothing
      And the file "closing.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: closing}
        spec:
          containers:
            - name: main
              image: shop/closing
              livenessProbe: {tcpSocket: {port: 8080}, periodSeconds: 10}
        """
      When I run "kubectl apply -f closing.yaml"
      Then within 40 seconds pod "closing" has restarted 1 time
      And event "Unhealthy" is recorded for pod "closing" with message "connection refused"
