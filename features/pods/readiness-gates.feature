@P19 @P05
Feature: Somebody else may have a say in whether a pod is ready
  A readiness gate names a condition of the pod that a controller of one's own sets, a load balancer's for instance.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate

  Background:
    Given a cluster with 1 node
    And the file "gated.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec:
        readinessGates: [{conditionType: www.example.com/feature-1}]
        containers: [{name: web, image: nginx}]
      """
    And I run "kubectl apply -f gated.yaml"
    And within 20 seconds pod "web" is ContainersReady

  Scenario: Without the condition the pod is not ready, though its containers are
    Then for the next 10 minutes pod "web" is not Ready
    And pod "web" reports Ready False with reason "ReadinessGatesNotReady"
    And service "web" has 0 ready endpoints
    When I run "kubectl get pod web -o wide"
    Then it prints:
      """
      NAME   READY   STATUS    RESTARTS   AGE   IP           NODE     NOMINATED NODE   READINESS GATES
      web    1/1     Running   0          <any> 10.244.1.2   node-1   <none>           0/1
      """

  Scenario: The condition opens the gate and closes it again
    When I run:
      """
      kubectl patch pod web --subresource=status -p '{"status": {"conditions": [{"type": "www.example.com/feature-1", "status": "True"}]}}'
      """
    Then within 5 seconds pod "web" is Ready
    And within 5 seconds service "web" has 1 ready endpoint
    When I run "kubectl get pod web -o wide"
    Then it prints "1/1"
    When I run:
      """
      kubectl patch pod web --subresource=status -p '{"status": {"conditions": [{"type": "www.example.com/feature-1", "status": "False"}]}}'
      """
    Then within 5 seconds pod "web" is not Ready
    And within 5 seconds service "web" has 0 ready endpoints
    And pod "web" has restarted 0 times
