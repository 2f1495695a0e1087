/** Typed arrays that threads see without copying. */

export const sharedUint32 = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4))
export const sharedFloat64 = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(length * 8))

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

/** The same numbers in shared memory; the array itself where it lies there already. */
export function share<T extends Numbers>(numbers: T): T {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers
  const Kind = numbers.constructor as new (buffer: SharedArrayBuffer) => T
  const copy = new Kind(new SharedArrayBuffer(numbers.byteLength))
  copy.set(numbers)
  return copy
}
