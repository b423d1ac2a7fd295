// The errors of file calls, worded as the C library words them, so that programs print what real ones print.

const MESSAGES = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EEXIST: 'File exists',
  EROFS: 'Read-only file system',
  ENOTEMPTY: 'Directory not empty',
  EACCES: 'Permission denied',
  EBUSY: 'Resource busy',
  ELOOP: 'Too many levels of symbolic links',
  EBADF: 'Bad file descriptor',
  EINVAL: 'Invalid argument',
} as const;

export type FileErrorCode = keyof typeof MESSAGES;

/** A refused file call. `message` is the C library's text without the path. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly path: string;
  constructor(code: FileErrorCode, path: string) {
    super(MESSAGES[code]);
    this.code = code;
    this.path = path;
  }
}
