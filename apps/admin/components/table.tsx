import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Cell as AriaCell,
  Column as AriaColumn,
  Row as AriaRow,
  Table as AriaTable,
  TableBody as AriaTableBody,
  TableHeader as AriaTableHeader,
  type CellProps,
  type ColumnProps,
  type RowProps,
  type TableBodyProps,
  type TableHeaderProps,
  type TableProps,
} from 'react-aria-components/Table'

/** A table: black rule under the head, hairlines between rows of 32 px, figures in line, the action at the end. */
export function Table({ className = '', ...props }: Omit<TableProps, 'className'> & { className?: string }) {
  return (
    <div className="overflow-x-auto">
      <AriaTable {...props} className={`w-full border-collapse text-13 outline-none ${className}`} />
    </div>
  )
}

export function TableHead<T extends object>(props: Omit<TableHeaderProps<T>, 'className'>) {
  return <AriaTableHeader {...props} className="border-b border-ink" />
}

interface HeadCellProps extends Omit<ColumnProps, 'className' | 'children'> {
  children?: ReactNode
  /** Numbers stand right. */
  end?: boolean
}

export function HeadCell({ children, end = false, ...props }: HeadCellProps) {
  return (
    <AriaColumn
      {...props}
      className={`px-1.5 py-1 text-12 font-bold text-ink-3 outline-none first:pl-0 last:pr-0 ${end ? 'text-right' : 'text-left'}`}
    >
      {({ allowsSorting, sortDirection }) => (
        <span className={`inline-flex items-center gap-1 ${allowsSorting ? 'cursor-pointer hover:text-ink' : ''}`}>
          {children}
          {sortDirection === 'ascending' && <ArrowUp size={12} strokeWidth={2.5} aria-hidden />}
          {sortDirection === 'descending' && <ArrowDown size={12} strokeWidth={2.5} aria-hidden />}
        </span>
      )}
    </AriaColumn>
  )
}

export function TableRows<T extends object>(props: Omit<TableBodyProps<T>, 'className'>) {
  return <AriaTableBody {...props} />
}

export function Row<T extends object>({ tall = false, ...props }: Omit<RowProps<T>, 'className'> & { tall?: boolean }) {
  return (
    <AriaRow
      {...props}
      className={`border-b border-hair outline-none hover:bg-hover selected:bg-selected focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-solid ${tall ? 'h-[52px]' : 'h-[34px]'}`}
    />
  )
}

export function Cell({
  end = false,
  nowrap = true,
  ...props
}: Omit<CellProps, 'className'> & { end?: boolean; nowrap?: boolean }) {
  return (
    <AriaCell
      {...props}
      className={`px-1.5 outline-none first:pl-0 last:pr-0 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-solid ${nowrap ? 'whitespace-nowrap' : ''} ${end ? 'text-right' : ''}`}
    />
  )
}
