using System.IO;
using TrainingLint.LanguageServer.Rpc;

namespace TrainingLint.LanguageServer;

/// <summary>The language server for training configs (Language Server Protocol 3.17).</summary>
public static class LanguageServer
{
    /// <summary>Serves one client until it leaves.</summary>
    /// <param name="input">What the client writes.</param>
    /// <param name="output">What the client reads; nothing else may write to it.</param>
    /// <param name="project">What the host knows of the files on disk.</param>
    /// <param name="version">Version that the client is told.</param>
    /// <param name="baseline">Baseline whose findings are accepted unless the client names another; null for none.</param>
    /// <returns>Exit code: 0 after an orderly shutdown, 1 otherwise.</returns>
    public static int Run(Stream input, Stream output, IProjectFiles project, string version, string? baseline = null)
    {
        var connection = new RpcConnection(input, output);
        var session = new Session(connection, project, version, baseline);
        connection.Run(session);
        return session.HasShutDown ? 0 : 1;
    }
}
