using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TrainingLint.Cli.Tests.Calls;

/// <summary>A server that nobody needs any more ends by itself, however its client went.</summary>
public sealed class LanguageServerProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public void ServerWhoseOutputNobodyReads_Ends()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var server = Start();
        server.StandardOutput.Close();
        Send(server, """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}""");
        Assert.True(server.WaitForExit(Patience));
        Assert.Equal(1, server.ExitCode);
    }

    [Fact]
    public void ServerWhoseInputEnds_Ends()
    {
        using var server = Start();
        server.StandardInput.Close();
        Assert.True(server.WaitForExit(Patience));
        Assert.Equal(1, server.ExitCode);
    }

    private static Process Start() => Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "lsp"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static void Send(Process server, string body)
    {
        var input = server.StandardInput.BaseStream;
        input.Write(Encoding.ASCII.GetBytes("Content-Length: " + body.Length.ToString(CultureInfo.InvariantCulture) + "\r\n\r\n" + body));
        input.Flush();
    }
}
