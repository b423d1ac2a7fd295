@A06
Feature: What the API server's own plugins add to an object, and what they refuse

  Every request that writes passes a chain of admission plugins after its defaults and before it is stored.
  https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/

  Background:
    Given a cluster with 1 node

  Rule: ServiceAccount gives each pod an account and its token

    Scenario: The default account, with a token for an hour and seven seconds
      When I run "kubectl run web --image=nginx"
      Then {.spec.serviceAccountName} of pod "web" is "default"
      And {.spec.containers[0].volumeMounts[0].mountPath} of pod "web" is "/var/run/secrets/kubernetes.io/serviceaccount"
      And {.spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds} of pod "web" is "3607"

    Scenario: An account that nobody has made
      Given the file "robot.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: robot}
        spec: {serviceAccountName: robot, containers: [{name: main, image: nginx}]}
        """
      When I run "kubectl create -f robot.yaml"
      Then the command fails with "pods \"robot\" is forbidden: error looking up service account default/robot: serviceaccount \"robot\" not found"

    Scenario: A pod that wants no token
      Given the file "plain.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: plain}
        spec: {automountServiceAccountToken: false, containers: [{name: main, image: nginx}]}
        """
      When I run "kubectl create -f plain.yaml"
      And I run "kubectl get pod plain -o jsonpath='{.spec.serviceAccountName}:{.spec.volumes}'"
      Then it prints "default:"

  Rule: LimitRanger gives resources to containers that name none, and keeps all within bounds

    Background:
      Given the file "limits.yaml":
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: bounds}
        spec:
          limits:
            - type: Container
              default: {cpu: 500m, memory: 256Mi}
              defaultRequest: {cpu: 100m, memory: 128Mi}
              max: {cpu: "1"}
              min: {memory: 64Mi}
              maxLimitRequestRatio: {cpu: "5"}
            - type: PersistentVolumeClaim
              max: {storage: 10Gi}
        """
      And I run "kubectl apply -f limits.yaml"

    Scenario: What is missing is set, and the annotation says what
      When I run "kubectl run web --image=nginx"
      Then {.spec.containers[0].resources.requests.cpu} of pod "web" is "100m"
      And {.spec.containers[0].resources.requests.memory} of pod "web" is "128Mi"
      And {.spec.containers[0].resources.limits.cpu} of pod "web" is "500m"
      And {.spec.containers[0].resources.limits.memory} of pod "web" is "256Mi"
      And {.metadata.annotations.kubernetes\.io/limit-ranger} of pod "web" is "LimitRanger plugin set: cpu, memory request for container web; cpu, memory limit for container web"

    Scenario Outline: A container with <resources> is refused
      Given the file "wrong.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec: {containers: [{name: main, image: nginx, resources: <resources>}]}
        """
      When I run "kubectl create -f wrong.yaml"
      Then the command fails with "pods \"wrong\" is forbidden: <message>"

      Examples:
        | resources                                           | message                                                                                       |
        | {limits: {cpu: "2"}, requests: {cpu: "1"}}          | maximum cpu usage per Container is 1, but limit is 2                                          |
        | {requests: {memory: 32Mi}}                          | minimum memory usage per Container is 64Mi, but request is 32Mi                               |
        | {limits: {cpu: 600m}, requests: {cpu: 100m}}        | cpu max limit to request ratio per Container is 5, but provided ratio is 6.000000             |

    Scenario: A claim for more than a claim may ask
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 20Gi}}}
        """
      When I run "kubectl create -f claim.yaml"
      Then the command fails with "persistentvolumeclaims \"data\" is forbidden: maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 20Gi"

  Rule: ResourceQuota counts what a namespace has, and refuses what would be too much

    Scenario: The third pod is one too many
      When I run:
        """
        kubectl create quota few --hard=pods=2
        kubectl run one --image=nginx
        kubectl run two --image=nginx
        """
      And I run "kubectl run three --image=nginx"
      Then the command fails with "pods \"three\" is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2"
      And {.status.used.pods} of resourcequota "few" is "2"
      When I run "kubectl delete pod one"
      Then within 1 minute {.status.used.pods} of resourcequota "few" is "1"
      When I run "kubectl run three --image=nginx"
      Then the command succeeds

    Scenario: What a quota counts must be named
      When I run "kubectl create quota small --hard=requests.cpu=1,limits.memory=1Gi"
      And I run "kubectl run web --image=nginx"
      Then the command fails with "pods \"web\" is forbidden: failed quota: small: must specify limits.memory"

    Scenario: Objects of any kind can be counted
      When I run:
        """
        kubectl create quota texts --hard=count/configmaps=2
        kubectl create configmap one --from-literal=a=b
        """
      And I run "kubectl create configmap two --from-literal=a=b"
      Then the command fails with "configmaps \"two\" is forbidden: exceeded quota: texts, requested: count/configmaps=1, used: count/configmaps=2, limited: count/configmaps=2"

    Scenario: A quota of best-effort pods does not see the others
      Given the file "measured.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: measured}
        spec: {containers: [{name: main, image: nginx, resources: {requests: {cpu: 100m}}}]}
        """
      When I run "kubectl create quota idle --hard=pods=0 --scopes=BestEffort"
      And I run "kubectl run web --image=nginx"
      Then the command fails with "exceeded quota: idle, requested: pods=1, used: pods=0, limited: pods=0"
      When I run "kubectl create -f measured.yaml"
      Then the command succeeds

  Rule: Priority turns the name of a class into a number

    Scenario: The default class, once there is one
      When I run:
        """
        kubectl run before --image=nginx
        kubectl create priorityclass usual --value=100 --global-default
        kubectl run after --image=nginx
        """
      And I run "kubectl get pods -o custom-columns=NAME:.metadata.name,PRIORITY:.spec.priority,CLASS:.spec.priorityClassName"
      Then it prints:
        """
        NAME     PRIORITY   CLASS
        after    100        usual
        before   0          <none>
        """

    Scenario: A number that is not the class's own
      Given the file "proud.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: proud}
        spec: {priority: 1000000, containers: [{name: main, image: nginx}]}
        """
      When I run "kubectl create -f proud.yaml"
      Then the command fails with "the integer value of priority (1000000) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name"

  Rule: DefaultTolerationSeconds lets a pod stay five minutes on a node that is lost

    Scenario: Two tolerations that nobody wrote
      When I run "kubectl run web --image=nginx"
      And I run:
        """
        kubectl get pod web -o jsonpath='{range .spec.tolerations[*]}{.key} {.effect} {.tolerationSeconds}{"\n"}{end}'
        """
      Then it prints:
        """
        node.kubernetes.io/not-ready NoExecute 300
        node.kubernetes.io/unreachable NoExecute 300
        """

    Scenario: A pod's own patience is kept
      Given the file "patient.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: patient}
        spec:
          containers: [{name: main, image: nginx}]
          tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]
        """
      When I run "kubectl create -f patient.yaml"
      And I run:
        """
        kubectl get pod patient -o jsonpath='{range .spec.tolerations[*]}{.key} {.tolerationSeconds}{"\n"}{end}'
        """
      Then it prints:
        """
        node.kubernetes.io/unreachable 30
        node.kubernetes.io/not-ready 300
        """

  Rule: NamespaceLifecycle makes nothing where nothing can stay

    Scenario: A namespace that is not there
      When I run "kubectl run web --image=nginx -n nowhere"
      Then the command fails with "namespaces \"nowhere\" not found"

    Scenario: A namespace on its way out takes nothing new
      Given the file "kept.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: kept, namespace: shop, finalizers: [example.com/keep]}
        """
      When I run:
        """
        kubectl create namespace shop
        kubectl create -f kept.yaml
        kubectl delete namespace shop --wait=false
        """
      And I run "kubectl run web --image=nginx -n shop"
      Then the command fails with "pods \"web\" is forbidden: unable to create new content in namespace shop because it is being terminated"

    Scenario: Three namespaces stay
      When I run "kubectl delete namespace kube-system"
      Then the command fails with "namespaces \"kube-system\" is forbidden: this namespace may not be deleted"
