-- What a person would do in Neovim, with its built-in client (0.7, as in Debian 12, or later). Any step that fails ends it with code 1.
local project, tool = vim.env.TRAININGLINT_PROJECT, vim.env.TRAININGLINT_DLL
local patience = 20000

local function write(name, lines)
  local path = project .. '/' .. name
  vim.fn.writefile(lines, path)
  return path
end

local function check(condition, message)
  if not condition then
    io.stderr:write('neovim: ' .. message .. '\n')
    vim.cmd('cquit 1')
  end
end

local function wait_for(what, condition)
  check(vim.wait(patience, condition, 20), 'waited in vain for ' .. what)
end

local function with_code(buffer, code)
  return vim.tbl_filter(function(item) return item.code == code end, vim.diagnostic.get(buffer))
end

write('base.yaml', { 'MODEL:', '  META_ARCHITECTURE: RetinaNet', 'SOLVER:', '  BASE_LR: 0.02', '  IMS_PER_BATCH: 16', '  MAX_ITER: 90000', '  STEPS: (60000, 80000)', 'SEED: 1' })
local child = write('child.yaml', { '_BASE_: base.yaml', 'MODEL:', '  META_ARCHITECTURE: RetinaNet', 'SOLVER:', '  BASE_LR: 90.0  # 训练 🚀', '  MAX_ITER: 90000', '  MAX_ITER: 90000' })

local exit_code
local id = vim.lsp.start_client({
  name = 'traininglint',
  cmd = { 'dotnet', tool, 'lsp' },
  root_dir = project,
  on_exit = function(code) exit_code = code end,
})
check(id, 'the server does not start')
vim.cmd('edit ' .. vim.fn.fnameescape(child))
vim.bo.filetype = 'yaml'
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(buffer, id)

-- The warnings come, at the right places.
wait_for('diagnostics', function() return #with_code(buffer, 'TL0102') == 1 and #with_code(buffer, 'TL0902') == 1 end)
local rate, duplicate = with_code(buffer, 'TL0102')[1], with_code(buffer, 'TL0902')[1]
check(rate.lnum == 4 and rate.col == 11 and rate.end_col == 15, 'the rate is marked at ' .. vim.inspect({ rate.lnum, rate.col, rate.end_col }))
check(rate.severity == vim.diagnostic.severity.ERROR, 'a rate of 90 is no error')
check(duplicate.lnum == 6 and duplicate.col == 2, 'the duplicate is marked at ' .. vim.inspect({ duplicate.lnum, duplicate.col }))

-- The fix is offered, and applying it makes the warning go; the other one stays.
local function actions_at(line, column)
  local params = vim.lsp.util.make_range_params()
  params.range = { start = { line = line, character = column }, ['end'] = { line = line, character = column } }
  params.context = { diagnostics = {} }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, patience)
  check(answers and answers[id] and answers[id].result, 'no code actions')
  return answers[id].result
end

local function apply(title, actions)
  for _, action in ipairs(actions) do
    if action.title == title then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
      return
    end
  end

  check(false, 'there is no "' .. title .. '" in ' .. vim.inspect(vim.tbl_map(function(action) return action.title end, actions)))
end

apply('Delete the first one', actions_at(6, 3))
check(vim.api.nvim_buf_line_count(buffer) == 6, 'the fix does not take the line away')
wait_for('the duplicate to go', function() return #with_code(buffer, 'TL0902') == 0 and #with_code(buffer, 'TL0102') == 1 end)

-- A suppression stands behind the comment and its wide letters.
apply('Suppress learning-rate-too-high on this line', actions_at(4, 12))
wait_for('the suppressed warning to go', function() return #with_code(buffer, 'TL0102') == 0 end)

-- Typing brings and takes warnings; an unsaved base file counts.
vim.api.nvim_buf_set_lines(buffer, 4, 5, false, { '  WEIGHT_DECAY: 0.0001' })
vim.cmd('edit ' .. vim.fn.fnameescape(project .. '/base.yaml'))
local base = vim.api.nvim_get_current_buf()
vim.bo.filetype = 'yaml'
vim.lsp.buf_attach_client(base, id)
vim.api.nvim_buf_set_lines(base, 3, 4, false, { '  BASE_LR: 90.0' })
wait_for('the warning of the unsaved base file', function() return #with_code(base, 'TL0102') == 1 and #with_code(buffer, 'TL0102') == 1 end)
check(with_code(buffer, 'TL0102')[1].lnum == 0, 'the inherited value is not marked where the base file is named')

local hover = vim.lsp.buf_request_sync(base, 'textDocument/hover', { textDocument = { uri = vim.uri_from_bufnr(base) }, position = { line = 3, character = 4 } }, patience)
check(hover and hover[id].result and hover[id].result.contents.value:find('peak learning rate', 1, true), 'hover says nothing of the rate')

vim.lsp.stop_client(id)
wait_for('the server to end', function() return exit_code ~= nil end)
check(exit_code == 0, 'the server ends with ' .. tostring(exit_code))
io.stdout:write('neovim: diagnostics, fix, suppression, unsaved base file, hover and shutdown work\n')
vim.cmd('qall!')
