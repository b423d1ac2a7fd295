// The log files of a node: what each run of each container wrote. Of earlier runs only the last one is kept, as
// `kubectl logs --previous` shows it. Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_gc.go.

export interface LogLine {
  /** Milliseconds since the Unix epoch. */
  readonly epochMs: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

interface Entry extends LogLine {
  readonly uid: string;
  readonly container: string;
  readonly containerId: string;
}

interface Runs {
  current: { readonly id: string; readonly lines: LogLine[] };
  previous: { readonly id: string; readonly lines: LogLine[] } | undefined;
}

export class LogStore {
  private readonly files = new Map<string, Runs>();

  append({ uid, container, containerId, epochMs, stream, text }: Entry): void {
    const key = `${uid}/${container}`;
    const runs = this.files.get(key);
    const line = { epochMs, stream, text };
    if (runs === undefined) {
      this.files.set(key, { current: { id: containerId, lines: [line] }, previous: undefined });
    } else if (runs.current.id === containerId) runs.current.lines.push(line);
    else this.files.set(key, { previous: runs.current, current: { id: containerId, lines: [line] } });
  }

  /** Lines of the run with that container id, oldest first; a run that wrote nothing has none. */
  linesOf(uid: string, container: string, containerId: string): readonly LogLine[] {
    const runs = this.files.get(`${uid}/${container}`);
    if (runs?.current.id === containerId) return runs.current.lines;
    return runs?.previous?.id === containerId ? runs.previous.lines : [];
  }

  forget(uid: string): void {
    for (const key of [...this.files.keys()]) if (key.startsWith(`${uid}/`)) this.files.delete(key);
  }
}
