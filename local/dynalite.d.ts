declare module "dynalite/db/index.js" {
  type Range = { gte: string; lt: string };
  type Change = { type: "put"; key: string; value: unknown } | { type: "del"; key: string };
  export function create(options: { path: string }): {
    db: {
      iterator(range: Range): AsyncIterable<[key: string, value: unknown]>;
      batch(changes: Change[]): Promise<void>;
      close(): Promise<void>;
    };
  };
}
