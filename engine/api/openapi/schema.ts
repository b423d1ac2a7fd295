// What an OpenAPI document says of the API: types, fields and their descriptions. Types and nothing that runs.

export interface ApiSchema {
  /** Empty: none. */
  readonly description: string;
  /** Absent: any value. */
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  /** The type in OpenAPI version 2, where version 3 says more exactly what there may be. */
  readonly typeInV2?: 'string';
  /** Fields of an object, sorted by name; absent: nothing is known of them. */
  readonly properties?: ReadonlyMap<string, ApiSchema>;
  /** Names of the fields that must be there. */
  readonly required?: ReadonlySet<string>;
  /** Of a list. */
  readonly items?: ApiSchema;
  /** Of a map. */
  readonly values?: ApiSchema;
  readonly enum?: readonly unknown[];
  /** It is of this type, and the description says what for. */
  readonly reference?: TypeReference;
}

export interface TypeReference {
  /** `io.k8s.api.apps.v1.DeploymentSpec` */
  readonly name: string;
  readonly schema: ApiSchema;
}
