@A02
Feature: Each release serves its own API versions

  https://kubernetes.io/docs/reference/using-api/deprecation-guide/

  Rule: A version is served until its release removes it

    Scenario Outline: Kubernetes <release> still takes <version> <kind>
      Given a cluster running Kubernetes <release> with 1 node
      And the file "old.yaml":
        """
        apiVersion: <version>
        kind: <kind>
        metadata: {name: old}
        <rest>
        """
      When I run "kubectl apply -f old.yaml"
      Then the command succeeds
      And it prints "old created"
      When I run "kubectl get <kind> old -o name"
      Then it prints "/old"

      Examples:
        | release | version                      | kind                    | rest |
        | 1.15    | extensions/v1beta1           | DaemonSet               | spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: nginx}]}}} |
        | 1.15    | extensions/v1beta1           | ReplicaSet              | spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: nginx}]}}} |
        | 1.15    | extensions/v1beta1           | NetworkPolicy           | spec: {podSelector: {}} |
        | 1.15    | apps/v1beta1                 | StatefulSet             | spec: {serviceName: old, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: nginx}]}}} |
        | 1.15    | apps/v1beta2                 | Deployment              | spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: nginx}]}}} |
        | 1.21    | extensions/v1beta1           | Ingress                 | spec: {backend: {serviceName: web, servicePort: 80}} |
        | 1.21    | networking.k8s.io/v1beta1    | Ingress                 | spec: {rules: [{http: {paths: [{path: /, backend: {serviceName: web, servicePort: http}}]}}]} |
        | 1.21    | scheduling.k8s.io/v1beta1    | PriorityClass           | value: 1000 |
        | 1.21    | storage.k8s.io/v1beta1       | StorageClass            | provisioner: example.com/disk |
        | 1.21    | rbac.authorization.k8s.io/v1beta1 | ClusterRole        | rules: [] |
        | 1.21    | coordination.k8s.io/v1beta1  | Lease                   | spec: {holderIdentity: me} |
        | 1.24    | batch/v1beta1                | CronJob                 | spec: {schedule: "@daily", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}}} |
        | 1.24    | policy/v1beta1               | PodDisruptionBudget     | spec: {minAvailable: 1, selector: {matchLabels: {a: b}}} |
        | 1.24    | autoscaling/v2beta1          | HorizontalPodAutoscaler | spec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: web}} |
        | 1.25    | autoscaling/v2beta2          | HorizontalPodAutoscaler | spec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: web}} |

    Scenario Outline: Kubernetes <release> has no <version> <kind> any more, or not yet
      Given a cluster running Kubernetes <release> with 1 node
      And the file "old.yaml":
        """
        apiVersion: <version>
        kind: <kind>
        metadata: {name: old}
        """
      When I run "kubectl apply -f old.yaml"
      Then the command fails with "error: resource mapping not found for name: \"old\" namespace: \"\" from \"old.yaml\": no matches for kind \"<kind>\" in version \"<version>\""
      And the command fails with "ensure CRDs are installed first"

      Examples:
        | release | version                      | kind                    |
        | 1.16    | extensions/v1beta1           | Deployment              |
        | 1.16    | apps/v1beta2                 | DaemonSet               |
        | 1.22    | extensions/v1beta1           | Ingress                 |
        | 1.22    | networking.k8s.io/v1beta1    | Ingress                 |
        | 1.22    | scheduling.k8s.io/v1beta1    | PriorityClass           |
        | 1.22    | apiextensions.k8s.io/v1beta1 | CustomResourceDefinition |
        | 1.25    | batch/v1beta1                | CronJob                 |
        | 1.25    | policy/v1beta1               | PodDisruptionBudget     |
        | 1.25    | autoscaling/v2beta1          | HorizontalPodAutoscaler |
        | 1.26    | autoscaling/v2beta2          | HorizontalPodAutoscaler |
        | 1.18    | networking.k8s.io/v1         | Ingress                 |
        | 1.20    | batch/v1                     | CronJob                 |
        | 1.20    | batch/v2alpha1               | CronJob                 |
        | 1.22    | autoscaling/v2               | HorizontalPodAutoscaler |

  Rule: A deprecated version still works, with a warning

    Scenario: An Ingress of 2018 on a cluster of 2020
      Given a cluster running Kubernetes 1.20 with 1 node
      And the file "web.yaml":
        """
        apiVersion: extensions/v1beta1
        kind: Ingress
        metadata: {name: web}
        spec:
          rules: [{http: {paths: [{path: /, backend: {serviceName: web, servicePort: 80}}]}}]
        """
      When I run "kubectl apply -f web.yaml"
      Then it prints "Warning: extensions/v1beta1 Ingress is deprecated in v1.14+, unavailable in v1.22+; use networking.k8s.io/v1 Ingress"
      When I run "kubectl get ingresses.v1.networking.k8s.io web -o jsonpath={.spec.rules[0].http.paths[0].backend.service}"
      Then it prints:
        """
        {"name":"web","port":{"number":80}}
        """
      When I run "kubectl get ingresses.v1.networking.k8s.io web -o jsonpath={.spec.rules[0].http.paths[0].pathType}"
      Then it prints "ImplementationSpecific"

    Scenario Outline: What Kubernetes <release> says of <version> <kind>
      Given a cluster running Kubernetes <release> with 1 node
      When I run "kubectl get <resource>"
      Then it prints "Warning: <warning>"

      Examples:
        | release | version             | kind                    | resource                                      | warning |
        | 1.21    | batch/v1beta1       | CronJob                 | cronjobs.v1beta1.batch                        | batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob |
        | 1.22    | autoscaling/v2beta1 | HorizontalPodAutoscaler | horizontalpodautoscalers.v2beta1.autoscaling  | autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2beta2 HorizontalPodAutoscaler |
        | 1.24    | autoscaling/v2beta1 | HorizontalPodAutoscaler | horizontalpodautoscalers.v2beta1.autoscaling  | autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2 HorizontalPodAutoscaler |
        | 1.33    | v1                  | Endpoints               | endpoints                                     | v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice |

    Scenario: Before 1.19 nobody is warned
      Given a cluster running Kubernetes 1.15 with 1 node
      When I run "kubectl get deployments.v1beta1.extensions"
      Then it does not print "Warning"

  Rule: Old versions keep their own defaults

    Scenario: A Deployment of extensions/v1beta1 rolls one pod at a time, has no deadline and selects by its template
      Given a cluster running Kubernetes 1.15 with 1 node
      And the file "web.yaml":
        """
        apiVersion: extensions/v1beta1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "nginx:1.7.9"}]}
        """
      When I run "kubectl apply -f web.yaml"
      Then {.spec.strategy.rollingUpdate.maxSurge} of deployment "web" is "1"
      And {.spec.strategy.rollingUpdate.maxUnavailable} of deployment "web" is "1"
      And {.spec.progressDeadlineSeconds} of deployment "web" is "2147483647"
      And {.spec.revisionHistoryLimit} of deployment "web" is "2147483647"
      And {.spec.selector.matchLabels.app} of deployment "web" is "web"
      And {.metadata.labels.app} of deployment "web" is "web"

    Scenario: A Deployment of apps/v1beta1 keeps two old revisions
      Given a cluster running Kubernetes 1.15 with 1 node
      And the file "web.yaml":
        """
        apiVersion: apps/v1beta1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "nginx:1.7.9"}]}
        """
      When I run "kubectl apply -f web.yaml"
      Then {.spec.strategy.rollingUpdate.maxSurge} of deployment "web" is "25%"
      And {.spec.progressDeadlineSeconds} of deployment "web" is "600"
      And {.spec.revisionHistoryLimit} of deployment "web" is "2"

    Scenario Outline: The selector of a Deployment can change in <version>: <can>
      Given a cluster running Kubernetes 1.15 with 1 node
      And the file "web.yaml":
        """
        apiVersion: <version>
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web, tier: front}}
            spec: {containers: [{name: web, image: "nginx:1.7.9"}]}
        """
      And I run "kubectl create -f web.yaml"
      When I run:
        """
        kubectl patch deployments.<resource> web --type=merge -p '{"spec":{"selector":{"matchLabels":{"tier":"front"}}}}' && echo changed || echo refused
        """
      Then it prints "<answer>"

      Examples:
        | version            | resource           | can | answer          |
        | extensions/v1beta1 | v1beta1.extensions | yes | changed         |
        | apps/v1beta1       | v1beta1.apps       | yes | changed         |
        | apps/v1beta2       | v1beta2.apps       | no  | refused         |
        | apps/v1            | v1.apps            | no  | refused         |

    Scenario: A DaemonSet of extensions/v1beta1 waits for its pods to be deleted
      Given a cluster running Kubernetes 1.15 with 1 node
      And the file "agent.yaml":
        """
        apiVersion: extensions/v1beta1
        kind: DaemonSet
        metadata: {name: agent}
        spec: {template: {metadata: {labels: {app: agent}}, spec: {containers: [{name: agent, image: nginx}]}}}
        """
      When I run "kubectl apply -f agent.yaml"
      Then {.spec.updateStrategy.type} of daemonset "agent" is "OnDelete"

    Scenario: An empty selector covers all pods in policy/v1 and none in policy/v1beta1
      Given a cluster running Kubernetes 1.24 with 1 node
      And the file "none.yaml":
        """
        apiVersion: policy/v1beta1
        kind: PodDisruptionBudget
        metadata: {name: none}
        spec: {minAvailable: 1, selector: {}}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: all}
        spec: {minAvailable: 1, selector: {}}
        """
      And I run "kubectl apply -f none.yaml"
      When I run "kubectl get pdb.v1.policy none -o jsonpath={.spec.selector}"
      Then it prints:
        """
        {"matchExpressions":[{"key":"pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match","operator":"Exists"}]}
        """
      When I run "kubectl get pdb.v1beta1.policy none -o jsonpath={.spec.selector}"
      Then it prints "{}"
      When I run "kubectl get pdb.v1beta1.policy all -o jsonpath={.spec.selector}"
      Then it prints:
        """
        {"matchExpressions":[{"key":"pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match","operator":"DoesNotExist"}]}
        """

  Rule: One object, read in any version

    Scenario: The autoscaler of a Deployment in four versions
      Given a cluster running Kubernetes 1.24 with 1 node
      And the file "web.yaml":
        """
        apiVersion: autoscaling/v1
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {maxReplicas: 3, targetCPUUtilizationPercentage: 60, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
        """
      And I run "kubectl apply -f web.yaml"
      When I run "kubectl get hpa.v1.autoscaling web -o jsonpath={.spec.targetCPUUtilizationPercentage}"
      Then it prints "60"
      When I run "kubectl get hpa.v2beta1.autoscaling web -o jsonpath={.spec.metrics[0].resource.targetAverageUtilization}"
      Then it prints "60"
      When I run "kubectl get hpa.v2beta2.autoscaling web -o jsonpath={.spec.metrics[0].resource.target.averageUtilization}"
      Then it prints "60"
      When I run "kubectl get hpa.v2.autoscaling web -o jsonpath={.spec.metrics[0].resource.target.type}"
      Then it prints "Utilization"

    Scenario Outline: Kubernetes <release> shows <resource> in <version> unless asked otherwise
      Given a cluster running Kubernetes <release> with 1 node
      When I run "kubectl api-resources"
      Then it prints "<resource>"
      When I run "kubectl api-resources --api-group=<group> --no-headers"
      Then it prints "<version>"

      Examples:
        | release | resource                 | group      | version              |
        | 1.15    | deployments              | extensions | extensions/v1beta1   |
        | 1.20    | ingresses                | extensions | extensions/v1beta1   |
        | 1.20    | cronjobs                 | batch      | batch/v1beta1        |
        | 1.21    | cronjobs                 | batch      | batch/v1             |
        | 1.22    | horizontalpodautoscalers | autoscaling | autoscaling/v1      |
        | 1.23    | horizontalpodautoscalers | autoscaling | autoscaling/v2      |

    Scenario: An object of two groups is listed once
      Given a cluster running Kubernetes 1.15 with 1 node
      And I run "kubectl create deployment web --image=nginx:1.7.9"
      When I run "kubectl get all -o name"
      Then it prints "deployment.apps/web"
      And it does not print "deployment.extensions"
      When I run "kubectl get deployments -o name"
      Then it prints "deployment.extensions/web"

  Rule: Alphas are served where the API server is told to

    Scenario: A CronJob of batch/v2alpha1
      Given a cluster running Kubernetes 1.15 with 1 node
      And the API "batch/v2alpha1" is switched on
      And the file "hello.yaml":
        """
        apiVersion: batch/v2alpha1
        kind: CronJob
        metadata: {name: hello}
        spec:
          schedule: "*/1 * * * *"
          jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: hello, image: busybox, command: [date]}]}}}}
        """
      When I run "kubectl apply -f hello.yaml"
      Then it prints "cronjob.batch/hello created"
      And within 2 minutes 1 job of cronjob "hello" has completed
      When I run "kubectl api-versions"
      Then it prints "batch/v2alpha1"

  Rule: Discovery lists what the cluster serves

    Scenario: The API versions of Kubernetes 1.20
      Given a cluster running Kubernetes 1.20 with 1 node
      When I run "kubectl api-versions"
      Then it prints:
        """
        admissionregistration.k8s.io/v1
        admissionregistration.k8s.io/v1beta1
        apiextensions.k8s.io/v1
        apiextensions.k8s.io/v1beta1
        apiregistration.k8s.io/v1
        apiregistration.k8s.io/v1beta1
        apps/v1
        authentication.k8s.io/v1
        authentication.k8s.io/v1beta1
        authorization.k8s.io/v1
        authorization.k8s.io/v1beta1
        autoscaling/v1
        autoscaling/v2beta1
        autoscaling/v2beta2
        batch/v1
        batch/v1beta1
        certificates.k8s.io/v1
        certificates.k8s.io/v1beta1
        coordination.k8s.io/v1
        coordination.k8s.io/v1beta1
        discovery.k8s.io/v1beta1
        events.k8s.io/v1
        events.k8s.io/v1beta1
        extensions/v1beta1
        flowcontrol.apiserver.k8s.io/v1beta1
        networking.k8s.io/v1
        networking.k8s.io/v1beta1
        node.k8s.io/v1
        node.k8s.io/v1beta1
        policy/v1beta1
        rbac.authorization.k8s.io/v1
        rbac.authorization.k8s.io/v1beta1
        scheduling.k8s.io/v1
        scheduling.k8s.io/v1beta1
        storage.k8s.io/v1
        storage.k8s.io/v1beta1
        v1
        """

    Scenario: Kinds without namespace in Kubernetes 1.28
      Given a cluster running Kubernetes 1.28 with 1 node
      When I run "kubectl api-resources --namespaced=false"
      Then it prints:
        """
        NAME                              SHORTNAMES   APIVERSION                             NAMESPACED   KIND
        componentstatuses                 cs           v1                                     false        ComponentStatus
        namespaces                        ns           v1                                     false        Namespace
        nodes                             no           v1                                     false        Node
        persistentvolumes                 pv           v1                                     false        PersistentVolume
        mutatingwebhookconfigurations                  admissionregistration.k8s.io/v1        false        MutatingWebhookConfiguration
        validatingwebhookconfigurations                admissionregistration.k8s.io/v1        false        ValidatingWebhookConfiguration
        customresourcedefinitions         crd,crds     apiextensions.k8s.io/v1                false        CustomResourceDefinition
        apiservices                                    apiregistration.k8s.io/v1              false        APIService
        selfsubjectreviews                             authentication.k8s.io/v1               false        SelfSubjectReview
        tokenreviews                                   authentication.k8s.io/v1               false        TokenReview
        selfsubjectaccessreviews                       authorization.k8s.io/v1                false        SelfSubjectAccessReview
        selfsubjectrulesreviews                        authorization.k8s.io/v1                false        SelfSubjectRulesReview
        subjectaccessreviews                           authorization.k8s.io/v1                false        SubjectAccessReview
        certificatesigningrequests        csr          certificates.k8s.io/v1                 false        CertificateSigningRequest
        flowschemas                                    flowcontrol.apiserver.k8s.io/v1beta3   false        FlowSchema
        prioritylevelconfigurations                    flowcontrol.apiserver.k8s.io/v1beta3   false        PriorityLevelConfiguration
        ingressclasses                                 networking.k8s.io/v1                   false        IngressClass
        runtimeclasses                                 node.k8s.io/v1                         false        RuntimeClass
        clusterrolebindings                            rbac.authorization.k8s.io/v1           false        ClusterRoleBinding
        clusterroles                                   rbac.authorization.k8s.io/v1           false        ClusterRole
        priorityclasses                   pc           scheduling.k8s.io/v1                   false        PriorityClass
        csidrivers                                     storage.k8s.io/v1                      false        CSIDriver
        csinodes                                       storage.k8s.io/v1                      false        CSINode
        storageclasses                    sc           storage.k8s.io/v1                      false        StorageClass
        volumeattachments                              storage.k8s.io/v1                      false        VolumeAttachment
        """

    Scenario: The flags of kubectl api-resources
      Given a cluster running Kubernetes 1.28 with 1 node
      When I run "kubectl api-resources --api-group=apps -o wide"
      Then it prints:
        """
        NAME                  SHORTNAMES   APIVERSION   NAMESPACED   KIND                 VERBS                                                        CATEGORIES
        controllerrevisions                apps/v1      true         ControllerRevision   create,delete,deletecollection,get,list,patch,update,watch
        daemonsets            ds           apps/v1      true         DaemonSet            create,delete,deletecollection,get,list,patch,update,watch   all
        deployments           deploy       apps/v1      true         Deployment           create,delete,deletecollection,get,list,patch,update,watch   all
        replicasets           rs           apps/v1      true         ReplicaSet           create,delete,deletecollection,get,list,patch,update,watch   all
        statefulsets          sts          apps/v1      true         StatefulSet          create,delete,deletecollection,get,list,patch,update,watch   all
        """
      When I run "kubectl api-resources --api-group=batch -o name"
      Then it prints:
        """
        cronjobs.batch
        jobs.batch
        """
      When I run "kubectl api-resources --verbs=create --api-group=authorization.k8s.io --sort-by=kind --no-headers"
      Then it prints:
        """
        localsubjectaccessreviews         authorization.k8s.io/v1   true    LocalSubjectAccessReview
        selfsubjectaccessreviews          authorization.k8s.io/v1   false   SelfSubjectAccessReview
        selfsubjectrulesreviews           authorization.k8s.io/v1   false   SelfSubjectRulesReview
        subjectaccessreviews              authorization.k8s.io/v1   false   SubjectAccessReview
        """
      When I run "kubectl api-resources --verbs=list --api-group=authorization.k8s.io --no-headers"
      Then it prints nothing

  Rule: Group, version and resource make the path

    Scenario Outline: <what> stands at <path>
      Given a cluster running Kubernetes 1.20 with 1 node
      And I run "kubectl create deployment web --image=nginx:1.7.9"
      When I run "kubectl get --raw <path>"
      Then it prints "<answer>"

      Examples:
        | what                | path                                              | answer                                        |
        | The list of groups  | /apis                                             | \"name\":\"batch\"                            |
        | A group             | /apis/batch                                       | \"preferredVersion\":{\"groupVersion\":\"batch/v1\" |
        | A group's version   | /apis/batch/v1beta1                               | \"name\":\"cronjobs\"                         |
        | A Deployment        | /apis/apps/v1/namespaces/default/deployments/web  | \"kind\":\"Deployment\"                       |
        | What has no group   | /api/v1/namespaces/default/services/kubernetes    | \"kind\":\"Service\"                          |
        | What has no namespace | /api/v1/nodes/node-1                            | \"kind\":\"Node\"                             |

    Scenario: A group that the release has not is not found
      Given a cluster running Kubernetes 1.20 with 1 node
      When I run "kubectl get --raw /apis/resource.k8s.io"
      Then the command fails with "Error from server (NotFound): the server could not find the requested resource"
