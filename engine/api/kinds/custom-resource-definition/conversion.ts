// apiextensions.k8s.io/v1beta1 CustomResourceDefinition and back.
//
// v1beta1 has schema, subresources and columns once for all versions, or by version; v1 always by version. It also has
// one `version` beside the list, other column names, and a webhook written flat.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1/conversion.go,
// v1beta1/{conversion,defaults}.go.

import type { AnyObject } from '../../objects.ts';

type Data = Record<string, unknown>;

const columnToV1 = ({ JSONPath, ...column }: Data): Data => ({ ...column, jsonPath: JSONPath });
const columnFromV1 = ({ jsonPath, ...column }: Data): Data => ({ ...column, JSONPath: jsonPath });

function columns(holder: Data, convert: (column: Data) => Data): Data {
  const list = holder.additionalPrinterColumns as Data[] | null | undefined;
  return list == null ? {} : { additionalPrinterColumns: list.map(convert) };
}

function conversionToV1(conversion: Data): Data {
  const { webhookClientConfig: clientConfig, conversionReviewVersions = ['v1beta1'], ...rest } = conversion;
  if (rest.strategy !== 'Webhook') return rest;
  return { ...rest, webhook: { ...(clientConfig != null && { clientConfig }), conversionReviewVersions } };
}

function conversionFromV1({ webhook, ...rest }: Data): Data {
  const { clientConfig, conversionReviewVersions } = (webhook ?? {}) as Data;
  return {
    ...rest,
    ...(clientConfig != null && { webhookClientConfig: clientConfig }),
    ...(conversionReviewVersions != null && { conversionReviewVersions }),
  };
}

export function toV1(object: AnyObject): AnyObject {
  const { version, validation, subresources, additionalPrinterColumns, ...spec } = (object.spec ??
    {}) as Data;
  const named = version ? [{ name: version, served: true, storage: true }] : [];
  const given = spec.versions as Data[] | null | undefined;
  const shared = {
    ...(validation != null && { schema: validation }),
    ...(subresources != null && { subresources }),
    ...columns({ additionalPrinterColumns }, columnToV1),
  };
  const versions = (given?.length ? given : named).map((one) => ({
    ...shared,
    ...one,
    ...columns(one, columnToV1),
  }));
  // v1beta1 keeps fields that no schema names, unless told otherwise.
  const { preserveUnknownFields = true, scope = 'Namespaced', conversion } = spec;
  return {
    ...object,
    spec: {
      ...spec,
      scope,
      preserveUnknownFields,
      versions,
      ...(conversion != null && { conversion: conversionToV1(conversion as Data) }),
    },
  } as AnyObject;
}

export function fromV1(object: AnyObject): AnyObject {
  const { conversion, ...spec } = (object.spec ?? {}) as Data;
  const versions = ((spec.versions ?? []) as Data[]).map((one) => ({
    ...one,
    ...columns(one, columnFromV1),
  }));
  return {
    ...object,
    spec: {
      ...spec,
      ...(versions.length > 0 && { version: (versions[0] as Data).name }),
      versions,
      preserveUnknownFields: spec.preserveUnknownFields ?? false,
      ...(conversion != null && { conversion: conversionFromV1(conversion as Data) }),
    },
  } as AnyObject;
}
