// `kubectl explain` over a small documentation: held against kubectl 1.32 in front of a server with the same documents.

import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../../errors.ts';
import { testSession } from '../test-session.ts';
import { describeTranscripts } from '../test-transcripts.ts';

// Kinds, types, descriptions: the format of api/openapi/documentation.ts.
const SMALL = `apps/v1 Deployment 0
v1 Event 2
v1 Pod 2

io.k8s.api.apps.v1.Deployment:o:0 kind:s:1 metadata:o: spec!:1:2
io.k8s.api.apps.v1.DeploymentSpec:o:3 labels:{s:4 nested:[1:5 policy:s:7:,A,B,C,D,E replicas:i: rest:{4: size:{3: surge:3:6
io.k8s.api.core.v1.Pod:o: kind:s:1
io.k8s.apimachinery.pkg.api.resource.Quantity:x:8
io.k8s.apimachinery.pkg.runtime.RawExtension:o:9

Deployment enables declarative updates.
Kind is a string.
What is wanted.
DeploymentSpec says what is wanted.
Labels of a deployment with a text that is longer than one line has room for, so that it is broken.
More of the same.
How much more.
What is done:¶- one¶- another¶¶Possible enum values:¶ - \`"A"\`
An amount.
Anything.
`;
const documentation = (): string => SMALL;

describeTranscripts(
  'kubectl explain',
  { documentation },
  `
describes a kind and its fields
$ kubectl explain deployment
| GROUP:      apps
| KIND:       Deployment
| VERSION:    v1
|
| DESCRIPTION:
|     Deployment enables declarative updates.
|
| FIELDS:
|   kind	<string>
|     Kind is a string.
|
|   metadata	<Object>
|     <no description>
|
|   spec	<DeploymentSpec> -required-
|     What is wanted.
|
|

describes a field by its own text and that of its type, with the first of its values
$ kubectl explain deploy.spec
| GROUP:      apps
| KIND:       Deployment
| VERSION:    v1
|
| FIELD: spec <DeploymentSpec>
|
|
| DESCRIPTION:
|     What is wanted.
|     DeploymentSpec says what is wanted.
|
| FIELDS:
|   labels	<map[string]string>
|     Labels of a deployment with a text that is longer than one line has room
|     for, so that it is broken.
|
|   nested	<[]DeploymentSpec>
|     More of the same.
|
|   policy	<string>
|   enum: "", A, B, C, ....
|     What is done:
|     - one
|     - another
|
|     Possible enum values:
|      - \`"A"\`
|
|   replicas	<integer>
|     <no description>
|
|   rest	<map[string]RawExtension>
|     <no description>
|
|   size	<map[string]Quantity>
|     <no description>
|
|   surge	<Quantity>
|     How much more.
|
|

lists all values of the field itself
$ kubectl explain deploy.spec.nested.policy
| GROUP:      apps
| KIND:       Deployment
| VERSION:    v1
|
| FIELD: policy <string>
| ENUM:
|     ""
|     A
|     B
|     C
|     D
|     E
|
| DESCRIPTION:
|     What is done:
|     - one
|     - another
|
|     Possible enum values:
|      - \`"A"\`
|
|

goes through maps, and says that nothing is said
$ kubectl explain deploy.spec.size
| GROUP:      apps
| KIND:       Deployment
| VERSION:    v1
|
| FIELD: size <map[string]Quantity>
|
|
| DESCRIPTION:
|     An amount.
|
|
$ kubectl explain deploy.spec.replicas
| GROUP:      apps
| KIND:       Deployment
| VERSION:    v1
|
| FIELD: replicas <integer>
|
|
| DESCRIPTION:
|     <empty>
|

lists names alone where all are asked for, a type not within itself
$ kubectl explain deploy.spec --recursive
| GROUP:      apps
| KIND:       Deployment
| VERSION:    v1
|
| FIELD: spec <DeploymentSpec>
|
|
| DESCRIPTION:
|     What is wanted.
|     DeploymentSpec says what is wanted.
|
| FIELDS:
|   labels	<map[string]string>
|   nested	<[]DeploymentSpec>
|   policy	<string>
|   enum: "", A, B, C, ....
|   replicas	<integer>
|   rest	<map[string]RawExtension>
|   size	<map[string]Quantity>
|   surge	<Quantity>
|

finds a kind by its full name
$ kubectl explain deployments.apps.spec.surge
| GROUP:      apps
| KIND:       Deployment
| VERSION:    v1
|
| FIELD: surge <Quantity>
|
|
| DESCRIPTION:
|     How much more.
|     An amount.
|
|
$ kubectl explain events.events.k8s.io
| KIND:       Event
| VERSION:    v1
|
| error: field "io" does not exist
? 1

begins to print before it misses a field
$ kubectl explain pod.spec.nope
| KIND:       Pod
| VERSION:    v1
|
| error: field "nope" does not exist
? 1

needs one kind that there is
$ kubectl explain
| error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.
? 1
$ kubectl explain pods spec
| error: We accept only this format: explain RESOURCE
? 1
$ kubectl explain foo.bar
| the server doesn't have a resource type "foo"
? 1

reads paths of names
$ kubectl explain pods[0]
| error: invalid jsonpath syntax, first node must be field node
? 1
$ kubectl explain pods[0] --api-version=v1
| error: invalid jsonpath syntax, all nodes must be field nodes
? 1
$ kubectl explain 'pods}{.a'
| error: must pass in 1 jsonpath string
? 1
$ kubectl explain pods[
| error: unterminated array
? 1

looks in the version that is asked for
$ kubectl explain pods.kind --api-version=v1
| KIND:       Pod
| VERSION:    v1
|
| FIELD: kind <string>
|
|
| DESCRIPTION:
|     Kind is a string.
|
|
$ kubectl explain pods --api-version=apps/v9
| error: couldn't find resource for "apps/v9, Resource=pods"
? 1
$ kubectl explain pods --api-version=apps/v1
| error: GVR (apps/v1, Resource=pods) not found in OpenAPI schema
? 1
$ kubectl explain pods --api-version=a/b/c
| error: unexpected GroupVersion string: a/b/c
? 1

knows two formats
$ kubectl explain pods -o json
| error: unrecognized format: json
? 1
`,
);

describeTranscripts(
  'kubectl explain with OpenAPI version 2',
  { documentation, minor: 23 },
  `
describes a kind and its fields, which have no names for types
$ kubectl explain deployment
| KIND:     Deployment
| VERSION:  apps/v1
|
| DESCRIPTION:
|      Deployment enables declarative updates.
|
| FIELDS:
|    kind	<string>
|      Kind is a string.
|
|    metadata	<map[string]>
|
|    spec	<Object> -required-
|      What is wanted.
|

describes a field; values are not listed
$ kubectl explain deployment.spec
| KIND:     Deployment
| VERSION:  apps/v1
|
| RESOURCE: spec <Object>
|
| DESCRIPTION:
|      What is wanted.
|
|      DeploymentSpec says what is wanted.
|
| FIELDS:
|    labels	<map[string]string>
|      Labels of a deployment with a text that is longer than one line has room
|      for, so that it is broken.
|
|    nested	<[]Object>
|      More of the same.
|
|    policy	<string>
|      What is done:
|      - one
|      - another
|
|    replicas	<integer>
|
|    rest	<map[string]map[string]>
|
|    size	<map[string]string>
|
|    surge	<string>
|      How much more.
|

describes what has no fields
$ kubectl explain deployment.spec.surge
| KIND:     Deployment
| VERSION:  apps/v1
|
| FIELD:    surge <string>
|
| DESCRIPTION:
|      How much more.
|
|      An amount.
$ kubectl explain deployment.spec.rest
| KIND:     Deployment
| VERSION:  apps/v1
|
| DESCRIPTION:
|
|      Anything.
|
|      Anything.
$ kubectl explain deployment.spec.replicas
| KIND:     Deployment
| VERSION:  apps/v1
|
| FIELD:    replicas <integer>
|
| DESCRIPTION:
|      <empty>

lists names alone where all are asked for, a type not within itself
$ kubectl explain deployment --recursive
| KIND:     Deployment
| VERSION:  apps/v1
|
| DESCRIPTION:
|      Deployment enables declarative updates.
|
| FIELDS:
|    kind	<string>
|    metadata	<map[string]>
|    spec	<Object>
|       labels	<map[string]string>
|       nested	<[]Object>
|       policy	<string>
|       replicas	<integer>
|       rest	<map[string]map[string]>
|       size	<map[string]string>
|       surge	<string>

ends a path where there are no fields
$ kubectl explain pod.kind.nothing
| KIND:     Pod
| VERSION:  v1
|
| FIELD:    nothing <string>
|
| DESCRIPTION:
|      Kind is a string.
$ kubectl explain pod.nope.x
| error: field "nope" does not exist
? 1

looks in the version that is asked for
$ kubectl explain pods --api-version=apps/v1
| error: couldn't find resource for "apps/v1, Kind=Pod"
? 1
$ kubectl explain pods -o json
| error: failed to fetch list of groupVersions: the server could not find the requested resource
? 1
`,
);

describe('kubectl explain', () => {
  it('has the format of OpenAPI version 2 in every release that is asked for it', () => {
    const { stdout } = testSession({ minor: 36, documentation }).run(
      'kubectl explain pods -o plaintext-openapiv2',
    );
    expect(stdout).to.equal(
      'KIND:     Pod\nVERSION:  v1\n\nDESCRIPTION:\n     <empty>\n\nFIELDS:\n   kind\t<string>\n     Kind is a string.\n\n',
    );
  });

  it('is refused without a documentation, for kinds that it leaves out, and for those that are not simulated', () => {
    const run =
      (line: string, options = {}) =>
      () =>
        testSession({ minor: 36, ...options }).run(line);
    expect(run('kubectl explain pods')).to.throw(UserError, /without the text/);
    expect(run('kubectl explain nodes', { documentation })).to.throw(UserError, /kubectl explain nodes/);
    expect(run('kubectl explain csr', { documentation })).to.throw(UserError, /CertificateSigningRequest/);
  });

  it('reads the whole documentation', () => {
    const file = new URL('../../api/openapi/documentation.generated.txt', import.meta.url);
    const session = testSession({ minor: 36, documentation: () => readFileSync(file, 'utf8') });
    const { stdout } = session.run('kubectl explain pod.spec.restartPolicy');
    expect(stdout).to.contain('FIELD: restartPolicy <string>\nENUM:\n    Always\n    Never\n    OnFailure\n');
  });
});
