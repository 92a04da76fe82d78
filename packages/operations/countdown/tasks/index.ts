export { moveTasks } from './move-tasks.ts'
export { type EventTask, readTasks } from './read-tasks.ts'
export { tellDueTask } from './tell-due-task.ts'
export { createTask, doTask, removeTask, undoTask, updateTask } from './write-task.ts'
