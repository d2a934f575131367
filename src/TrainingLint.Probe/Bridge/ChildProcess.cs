using System;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace TrainingLint.Probe.Bridge;

/// <summary>
/// A child process that answers one line with one line. It lives no longer than this object: it is asked to end, and stopped with all its
/// children when it does not; should this process die first, the end of its input tells the child.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private const int ShownCharacters = 120;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    // It has closed its output, so it is about to end; on a busy machine, or while it writes its memory to disk, that takes a while.
    private static readonly TimeSpan LastBreath = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly BridgeOptions _options;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Thread _listener;
    private bool _stopped;
    private volatile bool _outOfTime;

    public ChildProcess(BridgeOptions options)
    {
        _options = options;
        _process = Start(options);
        _listener = new Thread(Listen) { IsBackground = true, Name = "bridge output" };
        _listener.Start();
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <param name="command">Name of the command, for messages.</param>
    /// <param name="request">One line, without its end.</param>
    /// <exception cref="BridgeException">The child ended, ran out of time, or wrote something that is no object.</exception>
    public string Exchange(string command, string request)
    {
        if (_stopped)
        {
            throw new BridgeException(BridgeFailure.Ended, $"'{command}' was asked after the child process had ended");
        }

        using var limit = _options.Clock.CreateTimer(_ => OutOfTime(), null, _options.TimeLimit, Timeout.InfiniteTimeSpan);
        Write(request);
        var answer = Read();
        PassOutputOn();
        if (answer is null || _outOfTime)
        {
            throw Ended(command);
        }

        return answer.StartsWith('{') ? answer : throw new BridgeException(BridgeFailure.Protocol, $"to '{command}' the child answered \"{Shortened(answer)}\", which is no message of the protocol; only answers may go to its standard output");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_stopped)
        {
            _stopped = true;
            try
            {
                _process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It is gone already.
            }

            if (!_process.WaitForExit(Farewell))
            {
                Kill();
            }

            _listener.Join(LastWords);
            PassOutputOn();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Described(BridgeOptions options)
    {
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(options.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
            UseShellExecute = false,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        foreach (var argument in options.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static Process Start(BridgeOptions options)
    {
        Process process;
        try
        {
            process = Process.Start(Described(options))!;
        }
        catch (Win32Exception failure)
        {
            throw new BridgeException(BridgeFailure.Setup, $"the program '{options.Program}' cannot be started: {ReasonOf(failure.NativeErrorCode)}", inner: failure);
        }

        try
        {
            process.StandardInput.BaseStream.Write(options.Preamble.Span);
            process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // It did not live that long; the first command reports how it ended.
        }

        return process;
    }

    private void Write(string request)
    {
        try
        {
            _process.StandardInput.Write(request);
            _process.StandardInput.Write('\n');
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It does not listen any more; what it said last, or how it ended, says more than that.
        }
    }

    private string? Read()
    {
        try
        {
            return _process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Listen()
    {
        try
        {
            while (_process.StandardError.ReadLine() is { } line)
            {
                _output.Enqueue(line);
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The process went away in the middle of a line.
        }
    }

    private void PassOutputOn()
    {
        while (_output.TryDequeue(out var line))
        {
            _options.Output?.Invoke(line);
        }
    }

    private void OutOfTime()
    {
        _outOfTime = true;
        Kill();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime.
        }
    }

    private BridgeException Ended(string command)
    {
        _stopped = true;
        if (!_process.WaitForExit(LastBreath))
        {
            Kill();
            _process.WaitForExit(LastBreath);
        }

        _listener.Join(LastWords);
        PassOutputOn();
        return _outOfTime
            ? new BridgeException(BridgeFailure.TimeLimit, FormattableString.Invariant($"the child process did not answer '{command}' within {_options.TimeLimit.TotalSeconds:0.###} s and was stopped"))
            : new BridgeException(BridgeFailure.Ended,
                FormattableString.Invariant(
                    $"the child process ended during '{command}' with exit code {(_process.HasExited ? _process.ExitCode : -1)}{MeaningOf(_process.HasExited ? _process.ExitCode : -1)}"));
    }

    private static string ReasonOf(int error) => error switch
    {
        2 or 3 => "there is none of that name",
        5 or 13 => "it may not be run",
        8 or 193 => "it is no program",
        _ => FormattableString.Invariant($"the system's error {error}"),
    };

    /// <summary>Unix tells the signal that ended a process as 128 and its number.</summary>
    private static string MeaningOf(int exitCode) => exitCode switch
    {
        134 => " (aborted)",
        137 => " (killed, often for want of memory)",
        139 => " (segmentation fault)",
        143 => " (terminated)",
        _ => "",
    };

    private static string Shortened(string text) => text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "...";
}
