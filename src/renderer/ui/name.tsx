/** A name that someone gave themselves: isolated, so that it cannot turn the words beside it round. */
export function Name({ of }: { readonly of: string }) {
  return (
    <bdi className="name" dir="auto">
      {of}
    </bdi>
  )
}
