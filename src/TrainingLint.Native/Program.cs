using System;
using TrainingLint.Cli;

using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
return new CommandLine(TerminalIo.ForProcess(input, output)).Run(args);
