import type { Platforms } from "./platforms.ts";
import type { Side } from "./state.ts";

/** How the platforms themselves are doing. */
export interface Weather {
  down(side: Side): boolean;
  /** For a minute, or until it is set right. */
  set(side: Side, down: boolean): void;
}

const downMs = 60_000;

/** The weather over the platforms. `changed` is told when a storm ends by itself. */
export function weatherOver({ teams, slack }: Platforms, changed: () => void): Weather {
  const ends: Partial<Record<Side, NodeJS.Timeout>> = {};
  const weather: Weather = {
    down: (side) => (side === "teams" ? teams?.trouble !== undefined : slack?.weather === "down"),
    set(side, down) {
      clearTimeout(ends[side]);
      if (side === "teams" && teams) teams.trouble = down ? { status: 500 } : undefined;
      if (side === "slack" && slack) slack.weather = down ? "down" : "fine";
      if (!down) return;
      const end = () => {
        weather.set(side, false);
        changed();
      };
      ends[side] = setTimeout(end, downMs).unref();
    },
  };
  return weather;
}
