// Why a container cannot be configured; becomes its waiting state `CreateContainerConfigError`.
// Thrown within this folder and caught at its door.

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
