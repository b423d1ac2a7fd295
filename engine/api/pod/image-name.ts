// Image references: `registry.example.com:5000/team/app:v1@sha256:…`.
//
// Source: docker/distribution reference/{normalize,reference,regexp}.go as used by kubernetes v1.20.2
// pkg/util/parsers/parsers.go, ParseImageName.

export interface ImageName {
  /** Registry and repository as the runtime would look them up, for example `docker.io/library/nginx`. */
  readonly repository: string;
  /** `latest` when neither tag nor digest is given; else empty when there is none. */
  readonly tag: string;
  /** `sha256:…`, or empty. */
  readonly digest: string;
}

const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-*)[a-z0-9]+)*';
const DOMAIN_COMPONENT = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*(?::[0-9]+)?`;
const REFERENCE = new RegExp(
  `^(${DOMAIN}/${COMPONENT}(?:/${COMPONENT})*)(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);
const ID = /^[a-f0-9]{64}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const NAME_MAX_LENGTH = 255;

/** Undefined for a text that is no image reference; an upper case repository is none. */
export function parseImageName(image: string): ImageName | undefined {
  if (ID.test(image)) return undefined;
  const match = REFERENCE.exec(normalized(image));
  if (match === null) return undefined;
  const [, repository = '', tag = '', digest = ''] = match;
  if (repository.length > NAME_MAX_LENGTH || (digest !== '' && !DIGEST.test(digest))) return undefined;
  return { repository, tag: tag === '' && digest === '' ? 'latest' : tag, digest };
}

// Fills in the registry, and `library/` for the official images.
function normalized(image: string): string {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  const hasDomain = slash >= 0 && (/[.:]/.test(first) || first === 'localhost');
  const domain = hasDomain && first !== 'index.docker.io' ? first : 'docker.io';
  const rest = hasDomain ? image.slice(slash + 1) : image;
  return `${domain}/${domain === 'docker.io' && !rest.includes('/') ? 'library/' : ''}${rest}`;
}

/** As people and Docker write it: without Docker Hub and its folder of official images. */
export const withoutDockerHub = (name: string): string => name.replace(/^docker\.io\/(?:library\/)?/, '');

/** What stands for the image within its repository: the digest, where it has one. */
export const referenceOf = ({ tag, digest }: ImageName): string => (digest === '' ? tag : digest);

/** What a container's absent imagePullPolicy stands for. Source: pkg/apis/core/v1/defaults.go, SetDefaults_Container. */
export function defaultPullPolicy(image: string): 'Always' | 'IfNotPresent' {
  return parseImageName(image)?.tag === 'latest' ? 'Always' : 'IfNotPresent';
}
