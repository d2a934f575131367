# Completion of traininglint for PowerShell 5.1 or later. Once:  traininglint completion powershell | Out-String | Invoke-Expression
# For good, put that line into the file that $PROFILE names.
Register-ArgumentCompleter -Native -CommandName traininglint -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    $new = @()
    if ($wordToComplete -eq '') { $new = @('--new-word') }
    traininglint complete @new -- @words 2>$null | ForEach-Object {
        $value, $description = $_ -split "`t", 2
        if ($value -eq ':files') {
            Get-ChildItem -Path "$wordToComplete*" -ErrorAction SilentlyContinue | ForEach-Object {
                $path = Resolve-Path -Relative -Path $_.FullName
                [System.Management.Automation.CompletionResult]::new($path, $_.Name, 'ProviderItem', $_.Name)
            }
        } else {
            if (-not $description) { $description = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
        }
    }
}
