using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;

namespace TrainingLint.LanguageServer.Rpc;

/// <summary>
/// Both directions of a connection. One thread only reads, so that a cancellation overtakes what waits; one thread does everything
/// else in the order in which it came, so that nothing in the server is shared between threads and answers are in order.
/// Work that may wait is done when no message does.
/// </summary>
internal sealed class RpcConnection(Stream input, Stream output)
{
    // Messages may come faster than they are answered; work that has waited this long goes before them.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    // How long nothing happens before it is asked whether the other side is still there.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly MessageReader _reader = new(input);
    private readonly MessageWriter _writer = new(output);
    private readonly BlockingCollection<IncomingMessage> _waiting = [];
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _cancellable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<JsonElement>> _asked = new(StringComparer.Ordinal);
    private int _lastId;

    /// <summary>True when messages wait, so that long work should step aside.</summary>
    public bool IsBusy => _waiting.Count > 0;

    /// <summary>Handles messages, and work in between, until the other side is gone or the handler has seen enough.</summary>
    public void Run(IMessageHandler handler)
    {
        new Thread(ReadAll) { IsBackground = true, Name = "messages" }.Start();
        while (!handler.IsDone && !_writer.IsBroken)
        {
            var due = handler.NextWork;
            var isOverdue = due is { } since && Stopwatch.GetElapsedTime(since) > LongestDelay;
            if (!isOverdue && _waiting.TryTake(out var message, TimeUntil(due)))
            {
                Handle(message, handler);
            }
            else if (due is not null)
            {
                handler.Work();
            }
            else if (_waiting.IsCompleted || handler.IsAlone)
            {
                return;
            }
        }
    }

    /// <summary>Tells the other side something.</summary>
    public void Notify<T>(string method, T parameters, JsonTypeInfo<T> type) => _writer.Notify(method, parameters, type);

    /// <summary>Asks the other side something; the answer comes later, an error as an undefined element.</summary>
    public void Ask<T>(string method, T parameters, JsonTypeInfo<T> type, Action<JsonElement>? then = null) =>
        _writer.Request(NewId(then), method, parameters, type);

    /// <summary>Asks the other side something that needs no parameters.</summary>
    public void Ask(string method) => _writer.Request(NewId(null), method);

    private string NewId(Action<JsonElement>? then)
    {
        var id = "traininglint-" + (++_lastId).ToString(CultureInfo.InvariantCulture);
        if (then is not null)
        {
            _asked[id] = then;
        }

        return id;
    }

    private static TimeSpan TimeUntil(long? due) =>
        due is not { } at ? Patience
        : at <= Stopwatch.GetTimestamp() ? TimeSpan.Zero
        : Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), at);

    private void ReadAll()
    {
        while (_reader.Read() is { } message)
        {
            if (message is { Kind: MessageKind.Notification, Method: "$/cancelRequest" })
            {
                if (message.CancelledId() is { } id && _cancellable.TryGetValue(id, out var request))
                {
                    request.Cancel();
                }

                continue;
            }

            if (message.Kind == MessageKind.Request)
            {
                _cancellable[message.Id.GetRawText()] = new CancellationTokenSource();
            }

            _waiting.Add(message);
        }

        _waiting.CompleteAdding();
    }

    private void Handle(IncomingMessage message, IMessageHandler handler)
    {
        switch (message.Kind)
        {
            case MessageKind.Malformed:
                _writer.Error(message.Id, message.Problem!);
                break;
            case MessageKind.Response:
                if (message.Id.ValueKind == JsonValueKind.String && _asked.Remove(message.Id.ToString(), out var then))
                {
                    then(message.Content);
                }

                break;
            case MessageKind.Notification:
                handler.Receive(message.Method, message.Content);
                break;
            default:
                var token = _cancellable.TryGetValue(message.Id.GetRawText(), out var source) ? source.Token : CancellationToken.None;
                handler.Answer(new PendingRequest(message, _writer, Forget, token));
                break;
        }
    }

    // Not disposed: the reading thread may be about to cancel it, and without a timer it holds nothing.
    private void Forget(string id) => _cancellable.TryRemove(id, out _);
}

/// <summary>The side of the server that knows what messages mean. Only one of its members runs at a time.</summary>
internal interface IMessageHandler
{
    /// <summary>True when nothing is to be handled any more.</summary>
    bool IsDone { get; }

    /// <summary>True when the other side is gone without a word.</summary>
    bool IsAlone { get; }

    /// <summary>Timestamp from which on there is work to do; null without any.</summary>
    long? NextWork { get; }

    /// <summary>Does one piece of the waiting work.</summary>
    void Work();

    /// <summary>Takes a notification. Never throws.</summary>
    void Receive(string method, JsonElement parameters);

    /// <summary>Answers a request, at once or later. Never throws.</summary>
    void Answer(PendingRequest request);
}

/// <summary>A request that waits for its one answer.</summary>
internal sealed class PendingRequest(IncomingMessage message, MessageWriter writer, Action<string> forget, CancellationToken cancellation)
{
    private bool _isAnswered;

    public string Method => message.Method;

    public JsonElement Parameters => message.Content;

    /// <summary>True when the other side no longer wants an answer.</summary>
    public bool IsCancelled => cancellation.IsCancellationRequested;

    public void Succeed<T>(T result, JsonTypeInfo<T> type) => Answer(() => writer.Result(message.Id, result, type));

    public void SucceedWithNothing() => Answer(() => writer.NullResult(message.Id));

    public void Fail(RpcException problem) => Answer(() => writer.Error(message.Id, problem));

    public void Cancel() => Fail(new RpcException(ErrorCode.RequestCancelled, "The request was cancelled."));

    private void Answer(Action write)
    {
        if (!_isAnswered)
        {
            _isAnswered = true;
            forget(message.Id.GetRawText());
            write();
        }
    }
}
