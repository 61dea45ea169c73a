export interface SheetFieldProps {
  readonly label: string
  readonly placeholder: string
  /** The id of the list it narrows, and of the marked entry in it. */
  readonly list: string
  readonly marked: string | undefined
  readonly value: string
  readonly onType: (value: string) => void
}

/** The field at the head of a sheet, in which one types what its list should hold. */
export function SheetField({ label, placeholder, list, marked, value, onType }: SheetFieldProps) {
  return (
    <input
      role="combobox"
      aria-expanded="true"
      aria-controls={list}
      aria-activedescendant={marked}
      aria-label={label}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => {
        onType(event.target.value)
      }}
    />
  )
}
