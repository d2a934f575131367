from sklearn.preprocessing import MinMaxScaler
from tensorflow import keras
x_scaler, y_scaler = MinMaxScaler(), MinMaxScaler()
x_train = x_scaler.fit_transform(x_train)
y_train = y_scaler.fit_transform(y_train)
x_test = x_scaler.transform(x_test)
model = keras.Sequential([keras.layers.Dense(16, activation='relu'), keras.layers.Dense(1)])
model.compile(optimizer='adam', loss='mse')
model.fit(x_train, y_train, epochs=20)
