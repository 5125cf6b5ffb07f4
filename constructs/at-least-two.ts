/** A list that cannot be shorter than two: what an Application Load Balancer demands of its subnets. */
export type AtLeastTwo<T> = readonly [T, T, ...T[]];

/** Maps every element, and keeps the compiler's knowledge that there are at least two. */
export function mapAtLeastTwo<T, U>(list: AtLeastTwo<T>, map: (element: T, index: number) => U): AtLeastTwo<U> {
  return list.map(map) as unknown as AtLeastTwo<U>;
}
