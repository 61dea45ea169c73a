// What every place this code runs in has, and the language's own library does not declare.
declare function setTimeout(run: () => void, ms: number): number
declare function clearTimeout(timer: number): void
declare class TextEncoder {
  encode(text: string): Uint8Array
}
