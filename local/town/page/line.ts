import type { TownAct } from "../acts.ts";
import type { Passed, Snapshot, Trouble } from "../state.ts";

/** The page's line to the town: what to show comes by it, and what is done goes by it. */
export interface Line {
  /** Steps into another person. */
  step(person: string): void;
  /** Answers when the page shows what came of it. */
  act(act: TownAct): Promise<Trouble | undefined>;
  passed(after: number): Promise<Passed[]>;
}

/** Opens the line. It mends itself when it breaks; `lost` and `back` are told. */
export function openLine(on: {
  readonly person: string;
  readonly shown: (snapshot: Snapshot) => void;
  readonly lost: () => void;
  readonly back: () => void;
}): Line {
  let person = on.person;
  let source: EventSource | undefined;
  let broken = false;
  let shown = 0;
  const waiting = new Set<() => void>();
  const listen = () => {
    source?.close();
    const opened = new EventSource(`/town/events?person=${encodeURIComponent(person)}`);
    source = opened;
    opened.onmessage = (event) => {
      if (source !== opened) return;
      if (broken) on.back();
      broken = false;
      const snapshot: Snapshot = JSON.parse(event.data);
      on.shown(snapshot);
      shown = snapshot.acts;
      for (const look of waiting) look();
    };
    opened.onerror = () => {
      if (source !== opened) return;
      broken = true;
      on.lost();
      // The browser tries again by itself, unless something else answered there.
      if (opened.readyState === EventSource.CLOSED) setTimeout(listen, 2_000);
    };
  };
  /** Until what was done is before one's eyes, or is not coming. */
  const seen = (acts: number) =>
    new Promise<void>((done) => {
      const enough = setTimeout(() => end(), 2_000);
      const look = () => shown >= acts && end();
      const end = () => {
        clearTimeout(enough);
        waiting.delete(look);
        done();
      };
      waiting.add(look);
      look();
    });
  listen();
  return {
    step(next) {
      person = next;
      listen();
    },
    async act(act) {
      try {
        const answer = await fetch("/town/act", { method: "POST", body: JSON.stringify(act) });
        if (!answer.ok) return { side: "town", key: "town", detail: String(answer.status) };
        const { trouble, acts } = await answer.json();
        await seen(acts);
        return trouble;
      } catch {
        return { side: "side" in act ? act.side : "town", key: "unreachable", detail: "" };
      }
    },
    async passed(after) {
      const answer = await fetch(`/town/passed?after=${after}`);
      return answer.ok ? await answer.json() : [];
    },
  };
}
