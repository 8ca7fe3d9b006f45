import { type IndexName, indexHolds, indexKeys } from "./store.ts";

/** How a table is described when it is created: the part of DynamoDB's CreateTable that is the same everywhere. */
export interface TableShape {
  TableName: string;
  BillingMode: "PAY_PER_REQUEST";
  KeySchema: KeyPart[];
  AttributeDefinitions: { AttributeName: string; AttributeType: "S" }[];
  GlobalSecondaryIndexes?: {
    IndexName: IndexName;
    KeySchema: KeyPart[];
    Projection: { ProjectionType: "KEYS_ONLY" } | { ProjectionType: "INCLUDE"; NonKeyAttributes: string[] };
  }[];
}

interface KeyPart {
  AttributeName: string;
  KeyType: "HASH" | "RANGE";
}

/** The one table with its four indexes (design §5), under this name. */
export function tableShape(name: string): TableShape {
  const indexes = Object.keys(indexKeys) as IndexName[];
  return {
    ...keysShape(name),
    AttributeDefinitions: ["PK", "SK", ...indexes.flatMap((index) => Object.values(indexKeys[index]))].map(
      text,
    ),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index,
      KeySchema: keyed(indexKeys[index].pk, indexKeys[index].sk),
      Projection: holding(indexHolds[index]),
    })),
  };
}

/** The table of the records' own keys: the same primary key, so the same store serves it, and no index. */
export function keysShape(name: string): TableShape {
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: keyed("PK", "SK"),
    AttributeDefinitions: ["PK", "SK"].map(text),
  };
}

const text = (name: string) => ({ AttributeName: name, AttributeType: "S" as const });

const keyed = (pk: string, sk: string): KeyPart[] => [
  { AttributeName: pk, KeyType: "HASH" },
  { AttributeName: sk, KeyType: "RANGE" },
];

const holding = (names: readonly string[]) =>
  names.length > 0
    ? { ProjectionType: "INCLUDE" as const, NonKeyAttributes: [...names] }
    : { ProjectionType: "KEYS_ONLY" as const };
